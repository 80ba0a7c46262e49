import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError, defineErrors } from './errors.ts';

describe('defineErrors', () => {
  const errors = defineErrors('licences', {
    cannotMove: { kind: 'conflict', text: '证照当前状态为“{from}”，不能变更为“{to}”' },
  });

  it('fills the slots and keeps the code and detail for machines', () => {
    const error = errors.cannotMove({ from: '草稿', to: '注销' });
    assert.ok(error instanceof AppError);
    assert.equal(error.message, '证照当前状态为“草稿”，不能变更为“注销”');
    assert.equal(error.code, 'licences.cannotMove');
    assert.deepEqual(error.detail, { from: '草稿', to: '注销' });
  });

  it('leaves a slot empty rather than showing its name', () => {
    assert.equal(errors.cannotMove().message, '证照当前状态为“”，不能变更为“”');
  });
});
