import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

describe('readConfig', () => {
  it('needs nothing for a demo on this machine', () => {
    const config = readConfig({});
    assert.equal(config.port, 8080);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.demo, true);
    assert.equal(config.databaseUrl, null);
    assert.equal(config.publicUrl, 'http://127.0.0.1:8080');
  });

  it('tells all problems at once, each with its variable', () => {
    assert.throws(
      () => readConfig({ PORT: 'http', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud', DEMO: 'maybe' }),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError);
        assert.deepEqual(error.problems.map((problem) => problem.split(' ')[0]), ['PORT', 'DEMO', 'LOG_LEVEL', 'DATABASE_URL']);
        return true;
      },
    );
  });

  it('reads secrets from files and never from the environment', () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'config-')), 'token');
    writeFileSync(file, 'abc\n');
    assert.deepEqual(readConfig({ SMS_URL: 'https://sms.example/', SMS_TOKEN_FILE: file }).sms, { url: 'https://sms.example', token: 'abc' });
    assert.throws(() => readConfig({ SMS_URL: 'https://sms.example/', SMS_TOKEN: 'abc' }), /缺少 SMS_TOKEN_FILE/);
  });

  it('refuses to run for real without a master key', () => {
    assert.throws(() => readConfig({ DEMO: '0' }), /MASTER_KEY_FILE/);
    assert.throws(() => readConfig({ NODE_ENV: 'production' }), /MASTER_KEY_FILE/);
  });
});
