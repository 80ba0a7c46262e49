import { documentRace } from '../../../engines/documents/bench.ts';
import type { Line } from '../line.ts';
import type { Race } from '../race.ts';

export const documents: Race = {
  name: 'documents',
  work: 'Letters, licences, seals with SM2 and lists, as PDF',
  against: 'pdfmake for the letter',
  run: async () => {
    const laps = await documentRace();
    const lines = laps.map(({ work, milliseconds, peer }): Line => {
      return { work, unit: 'ms', ours: milliseconds, runs: 7, range: null, peer: peer && { name: peer.name, value: peer.milliseconds, ratio: peer.ratio }, reach: null };
    });
    const [letter] = laps;
    return { lines, notes: [`Wall time for one document in a batch of 20, on one core. Processor time: ${laps.map(({ work, cpu }) => `${work} ${cpu.toFixed(1)} ms`).join(', ')}.`, ...(letter ? [`The letter has ${letter.bytes.toLocaleString('en-US')} bytes.`] : [])] };
  },
};
