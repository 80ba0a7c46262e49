import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findBinaries } from './binaries.ts';
import { checkAccess, chooseIdentity } from './identity.ts';

const passwd = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
const absent = '/nonexistent/postgres';
const isRoot = process.getuid?.() === 0;

describe('chooseIdentity', () => {
  it('lets an ordinary user run the server himself', () => {
    assert.deepEqual(chooseIdentity(absent, { uid: 1000, canUnshare: () => false, passwd }).prefix, []);
  });

  it('puts root into a user namespace', () => {
    const identity = chooseIdentity(absent, { uid: 0, canUnshare: () => true, passwd });
    assert.equal(identity.prefix[0], 'unshare');
    assert.equal(identity.owner, null);
  });

  it('falls back to nobody where namespaces are forbidden, and to postgres where that account exists', () => {
    const bare = chooseIdentity(absent, { uid: 0, canUnshare: () => false, passwd });
    assert.deepEqual(bare.owner, { uid: 65_534, gid: 65_534 });
    const withAccount = `${passwd}postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n`;
    assert.deepEqual(chooseIdentity(absent, { uid: 0, canUnshare: () => false, passwd: withAccount }).owner, { uid: 101, gid: 104 });
  });

  it('says so when root has neither namespace nor account', () => {
    assert.throws(() => chooseIdentity(absent, { uid: 0, canUnshare: () => false, passwd: '' }), { code: 'embedded-database.noUser' });
  });
});

describe('checkAccess', () => {
  it('names the folder that the other account cannot enter', { skip: !isRoot && 'only root becomes another account' }, () => {
    const closed = mkdtempSync(path.join(os.tmpdir(), 'closed-'));
    chmodSync(closed, 0o700);
    const identity = chooseIdentity(absent, { uid: 0, canUnshare: () => false, passwd });
    assert.throws(() => checkAccess(identity, findBinaries(), path.join(closed, 'postgres')), {
      code: 'embedded-database.cannotEnter',
      message: new RegExp(`nobody.*${closed}`),
    });
    rmSync(closed, { recursive: true });
  });
});
