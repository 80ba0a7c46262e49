import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CheckSystem, mod11_10, mod37_36 } from './iso7064.ts';

const digits = '0123456789';
const letters = `${digits}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const systems: [string, CheckSystem, string][] = [['MOD 11,10', mod11_10, digits], ['MOD 37,36', mod37_36, letters]];

test('the examples of ISO 7064 come out', () => {
  assert.equal(mod11_10.checkCharacter('0794'), '5');
  assert.equal(mod37_36.checkCharacter('A12425GABC1234002'), 'M');
  assert.equal(mod11_10.isValid('07945'), true);
  assert.equal(mod37_36.isValid('A12425GABC1234002M'), true);
});

test('the check character makes the sum of the standard one', () => {
  for (const [name, system, alphabet] of systems) {
    const m = alphabet.length;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 30 }), (characters) => {
        const text = characters.join('');
        const whole = [...text, system.checkCharacter(text)!].map((character) => alphabet.indexOf(character));
        const product = whole.slice(0, -1).reduce((p, value) => ((((p + value) % m || m) * 2) % (m + 1)), m);
        assert.equal((product + whole.at(-1)!) % m, 1, name);
        assert.equal(system.isValid(text + system.checkCharacter(text)), true);
      }),
    );
  }
});

test('every single wrong character is found', () => {
  for (const [, system, alphabet] of systems) {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (characters, place, other) => {
        const text = characters.join('');
        const whole = text + system.checkCharacter(text);
        const at = place % whole.length;
        const wrong = alphabet[other % alphabet.length]!;
        fc.pre(wrong !== whole[at]);
        assert.equal(system.isValid(whole.slice(0, at) + wrong + whole.slice(at + 1)), false);
      }),
    );
  }
});

test('a text that is empty or has foreign characters has no check character', () => {
  for (const text of ['', 'a', '12 3', '１', '三']) {
    assert.equal(mod37_36.checkCharacter(text), null);
    assert.equal(mod37_36.isValid(text), false);
    assert.equal(mod11_10.isValid(text), false);
  }
  assert.equal(mod11_10.checkCharacter('12A'), null);
  assert.equal(mod11_10.isValid('5'), false);
});
