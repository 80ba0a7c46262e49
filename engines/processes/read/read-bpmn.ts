import { checkGraph } from '../check/check-graph.ts';
import type { Graph } from '../graph.ts';
import { collectProblems, type Problem } from '../problems.ts';
import { buildGraph } from './build.ts';
import { placeOfElement, typeOf, type Element } from './element.ts';
import type { ReadOptions, Reading } from './reading.ts';
import { parseXml } from './xml.ts';

/** A drawing that may be published, or everything that keeps it from being published. */
export type ReadResult =
  | { readonly graph: Graph; readonly warnings: readonly Problem[] }
  | { readonly graph: null; readonly problems: readonly Problem[] };

/**
 * Reads a BPMN 2.0 file, checks it as a whole and compiles it to a graph that runs without the file.
 *
 * Never throws for what stands in the file: all problems are listed at once, warnings included.
 *
 * @source SMX1-599, SMX1-627, SMX1-635
 */
export async function readBpmn(xml: string, options: ReadOptions = {}): Promise<ReadResult> {
  const { problems, report } = collectProblems();
  const reading: Reading = { report, options };
  const definitions = await parseXml(xml, report);
  const process = definitions && pickProcess(reading, definitions);
  const built = process && buildGraph(reading, process);
  if (built) checkGraph(built, report);
  if (!built || problems.some((problem) => problem.severity === 'error')) return { graph: null, problems };
  return { graph: built.graph, warnings: problems };
}

function pickProcess(reading: Reading, definitions: Element): Element | null {
  const processes = (definitions.rootElements ?? []).filter((element) => typeOf(element) === 'Process');
  const executable = processes.filter((process) => process.isExecutable);
  const [process] = executable;
  if (process && executable.length === 1 && process.id) return process;
  const place = process ? placeOfElement(process) : { label: '流程文件' };
  if (executable.length > 1) reading.report(place, 'process.many', '文件中有多个可执行流程，请只保留一个，其余设为不可执行');
  else if (processes.length > 0) reading.report(place, 'process.executable', '流程没有编号，或者没有设为可执行');
  else reading.report(place, 'process.none', '文件中没有流程');
  return null;
}
