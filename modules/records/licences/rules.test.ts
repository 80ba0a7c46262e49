import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { operationLabels, standingLabels, type LicenceStatus } from './contract.ts';
import { mayDo, nationalOperation, nationalStatus, readVerificationCode, stateAfter, standingOn, verificationCode, type StatusOperation } from './rules.ts';

const dictionary = (name: string): string[] => {
  const file = path.join(import.meta.dirname, `../../../content/base/dictionaries/${name}.yaml`);
  return (parse(readFileSync(file, 'utf8')) as { items: { code: string }[] }).items.map(({ code }) => code);
};

describe('what a licence is worth on a day', () => {
  const issued = { status: 'issued' as const, validFrom: '2026-11-21', validTo: '2031-11-20' };

  it('counts the first and the last valid day', () => {
    assert.equal(standingOn(issued, '2026-11-20'), 'notYet');
    assert.equal(standingOn(issued, '2026-11-21'), 'valid');
    assert.equal(standingOn(issued, '2031-11-20'), 'valid');
    assert.equal(standingOn(issued, '2031-11-21'), 'expired');
  });

  it('never runs out without an end, and shows what was decided before what has passed', () => {
    assert.equal(standingOn({ ...issued, validTo: null }, '2999-01-01'), 'valid');
    assert.equal(standingOn({ ...issued, status: 'suspended' }, '2027-01-01'), 'suspended');
    assert.equal(standingOn({ ...issued, status: 'suspended' }, '2032-01-01'), 'expired');
    assert.equal(standingOn({ ...issued, status: 'revoked' }, '2032-01-01'), 'revoked');
  });
});

describe('operations', () => {
  it('lead nowhere from a licence that was struck off or replaced, and resume only a suspension', () => {
    const all = Object.keys(stateAfter) as StatusOperation[];
    const allowed = (from: LicenceStatus): string[] => all.filter((operation) => mayDo(operation, from)).toSorted();
    assert.deepEqual(allowed('cancelled'), []);
    assert.deepEqual(allowed('replaced'), []);
    assert.deepEqual(allowed('draft'), []);
    assert.deepEqual(allowed('issued'), ['cancel', 'expire', 'forfeit', 'replace', 'revoke', 'suspend']);
    assert.deepEqual(allowed('suspended'), ['cancel', 'expire', 'forfeit', 'replace', 'resume', 'revoke']);
    assert.deepEqual(allowed('expired'), ['cancel', 'replace']);
  });

  it('have codes of the national lists', () => {
    const [states, operations] = [dictionary('licence-status'), dictionary('licence-operation')];
    for (const standing of Object.keys(standingLabels)) assert.ok(states.includes(nationalStatus[standing as keyof typeof standingLabels]), standing);
    for (const operation of Object.keys(operationLabels)) assert.ok(operations.includes(nationalOperation[operation as keyof typeof operationLabels]), operation);
  });
});

describe('verification codes', () => {
  it('are read as they are typed: small letters, spaces, without dashes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (bytes) => {
        const code = verificationCode(bytes);
        assert.match(code, /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
        assert.equal(readVerificationCode(` ${code.toLowerCase().replaceAll('-', ' ')}`), code);
      }),
    );
  });

  it('are nothing else', () => {
    for (const text of ['', 'O000-1111-IIII', '2222-2222-222', '2222-2222-22222']) assert.equal(readVerificationCode(text), null);
  });
});
