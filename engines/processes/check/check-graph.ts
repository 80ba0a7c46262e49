import type { Report } from '../problems.ts';
import type { Built } from '../read/build.ts';
import { checkBoundaries } from './boundaries.ts';
import { checkDeadlocks } from './deadlocks.ts';
import { checkEvents } from './events.ts';
import { checkGateways } from './gateways.ts';
import { checkMerges } from './merges.ts';
import { checkPaths } from './paths.ts';
import { checkSteps } from './steps.ts';

/** Checks a graph as a whole; where flows are broken, paths are not judged, since every finding would follow from that. */
export function checkGraph({ graph, whole }: Built, report: Report): void {
  checkEvents(graph, report);
  checkSteps(graph, report);
  checkBoundaries(graph, report);
  checkGateways(graph, report);
  if (!whole) return;
  checkPaths(graph, report);
  checkDeadlocks(graph, report);
  checkMerges(graph, report);
}
