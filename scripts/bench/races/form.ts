import { formRace } from '../../../engines/forms/bench.ts';
import { lineOf, median } from '../line.ts';
import type { Race } from '../race.ts';

const runs = 7;

export const form: Race = {
  name: 'form',
  work: 'One keystroke to all its effects: 1,000 fields, 200 computed, a sub-table of 20 rows',
  against: 'working out the whole form again',
  run: async (tell) => {
    formRace(20);
    const races = Array.from({ length: runs }, (_, run) => {
      tell(`第 ${run + 1}/${runs} 轮`);
      return formRace();
    });
    return {
      lines: [
        lineOf({
          work: 'keystroke in Node',
          unit: 'ms',
          runs: races.map(({ keystroke }) => median(keystroke)),
          better: 'less',
          peer: { name: 'whole form', runs: races.map(({ wholeForm }) => median(wholeForm)) },
          reach: { most: 4 },
        }),
      ],
      notes: ['Each run is the median of 40 keystrokes, half in a field that many depend on and half in a cell.'],
    };
  },
};
