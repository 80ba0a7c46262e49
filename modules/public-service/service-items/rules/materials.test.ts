import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { PublishedItem } from '../contract.ts';
import { aFolder } from '../testing.ts';
import { materialsFor, walletFacts } from './materials.ts';

let food: Pick<PublishedItem, 'materials'>;
before(async () => {
  food = (await aFolder('food-business-licence')).definition;
});

const asked = (data: Record<string, unknown>, wallet: readonly string[] = [], verified = true) =>
  new Map(materialsFor(food, data, { wallet: walletFacts(food, wallet), verified }).map((material) => [material.key, material]));

describe('materialsFor', () => {
  it('asks only for what the situation needs, and says when the rest would be asked for', () => {
    const plain = asked({ sameAddress: true, residential: false, mainForm: '2', entityClassGroup: 'individual' });
    assert.equal(plain.get('premisesProof')?.need, 'notNeeded');
    assert.match(plain.get('premisesProof')?.why ?? '', /经营场所与营业执照住所不一致的才要/);
    assert.equal(asked({ sameAddress: false }).get('premisesProof')?.need, 'required');
  });

  it('does not ask again for what the wallet holds or the sign-in has proved (SMX1-593)', () => {
    const licence = (wallet: readonly string[]) => asked({}, wallet).get('bizLicence');
    assert.equal(licence([])?.need, 'required');
    assert.deepEqual([licence(['individual-business-licence'])?.need, licence(['individual-business-licence'])?.waived], ['notNeeded', true]);
    assert.equal(licence(['food-business-licence'])?.need, 'required');
    assert.equal(asked({ agentFlag: false }).get('legalRepId')?.need, 'notNeeded');
    assert.equal(asked({ agentFlag: true }).get('legalRepId')?.need, 'required');
    assert.equal(asked({ agentFlag: false }, [], false).get('legalRepId')?.need, 'required');
  });

  it('asks for nothing on account of a question nobody has answered', () => {
    const needed = new Set([...asked({}).values()].filter(({ need }) => need === 'required').map(({ key }) => key));
    assert.ok(!needed.has('canteenContract') && !needed.has('premisesProof') && !needed.has('layoutDoc'));
  });

  it('keeps the item’s order and never asks for the form itself', () => {
    const all = materialsFor(food, {}, { wallet: {}, verified: true });
    assert.deepEqual(all.map(({ key }) => key), food.materials.map(({ key }) => key));
    assert.equal(all.find(({ generated }) => generated)?.need, 'notNeeded');
  });
});
