import { cryptoRace, type CryptoLap } from '../../../kernel/crypto/bench.ts';
import { lineOf, type Reach } from '../line.ts';
import type { Race } from '../race.ts';

const runs = 5;
const megabits = (count: number): number => count / 8;

const beatsOpenssl: Reach = { ratio: 1 };

/** What the purchaser asks for, and our own aim of OpenSSL's speed. */
const reaches: Readonly<Record<string, Reach>> = {
  'SM2 sign, openssl': beatsOpenssl,
  'SM2 verify, openssl': beatsOpenssl,
  'SM2 encrypt, sm-crypto-v2': { least: 2300 },
  'SM2 decrypt, sm-crypto-v2': { least: 1000 },
  'SM3, openssl': { ...beatsOpenssl, why: 'Both are OpenSSL: Node passes SM3 on to the one it is built with, so the two differ by build and noise alone.' },
  'SM4-CBC, openssl': { ratio: 1, least: megabits(150), why: 'Both are OpenSSL: Node passes SM4-CBC on to the one it is built with, so the two differ by build, by the copy of each result, and by noise.' },
  'SM4-GCM, sm-crypto-v2': { least: megabits(150) },
  'file encryption': {
    least: megabits(400),
    why: 'It is SM4-GCM on one core: OpenSSL’s SM4, which on this processor has no instructions of its own, and GHASH in WebAssembly. Several cores encrypt several files at once.',
  },
};

export const crypto: Race = {
  name: 'crypto',
  work: 'SM2, SM3, SM4, fields and files, per second of processor time',
  against: 'the openssl command and sm-crypto-v2',
  run: async (tell) => {
    const found = new Map<string, CryptoLap[]>();
    for (let run = 1; run <= runs; run += 1) {
      tell(`第 ${run}/${runs} 轮`);
      for (const lap of await cryptoRace()) {
        const key = lap.peerName === null ? lap.name : `${lap.name}, ${lap.peerName}`;
        found.set(key, [...(found.get(key) ?? []), lap]);
      }
    }
    const lines = [...found].map(([key, laps]) => {
      const theirs = laps.flatMap(({ peer }) => peer ?? []);
      const [first] = laps;
      const reach = reaches[key];
      return lineOf({
        work: first?.name ?? key,
        unit: first?.unit ?? '',
        runs: laps.map(({ ours }) => ours),
        better: 'more',
        peer: first?.peerName && theirs.length === laps.length ? { name: first.peerName, runs: theirs } : null,
        ...(reach ? { reach } : {}),
      });
    });
    const withoutPeer = lines.filter(({ peer, reach }) => reach?.ratio !== undefined && !peer);
    return {
      lines,
      notes: ['The purchaser asks in Mbit/s: 150 are 18.75 MB/s, 400 are 50 MB/s.', 'File encryption encrypts a stream of 64 KiB pieces; reading and writing a disk is not in it.'],
      skipped: withoutPeer.map(({ work }) => `${work} beside the openssl command, which is not installed or does not know it`),
    };
  },
};
