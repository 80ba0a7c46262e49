import { BpmnModdle, type Warning } from 'bpmn-moddle';
import { yiwangDescriptor } from '../descriptor.ts';
import type { Place, Report } from '../problems.ts';
import { placeOfElement, type Element } from './element.ts';
import { limits } from './limits.ts';

const file: Place = { label: '流程文件' };

/** Parses a BPMN file within its limits; what is wrong with the text itself is reported, and null returned when nothing can be read. */
export async function parseXml(xml: string, report: Report): Promise<Element | null> {
  const refusal = refuseText(xml);
  if (refusal) {
    report(file, refusal.code, refusal.text);
    return null;
  }
  try {
    const { rootElement, warnings } = await new BpmnModdle({ yiwang: yiwangDescriptor }).fromXML(xml);
    for (const warning of warnings) reportWarning(warning, report);
    return rootElement as Element;
  } catch (error) {
    report(file, 'xml.unreadable', `不是可以读取的 BPMN 2.0 文件（${reasonOf(error)}）`);
    return null;
  }
}

function refuseText(xml: string): { code: string; text: string } | null {
  if (xml.length > limits.xmlBytes || new TextEncoder().encode(xml).length > limits.xmlBytes) {
    return { code: 'xml.size', text: '文件超过 2 MB，请拆分为多个流程' };
  }
  // Entities can grow without bound and reach other files; no BPMN tool writes them.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return { code: 'xml.doctype', text: '文件中不能有 DOCTYPE 或实体声明' };
  if (countTags(xml) > limits.tags) return { code: 'xml.tags', text: '文件的内容过多，请拆分为多个流程' };
  return null;
}

function countTags(xml: string): number {
  let count = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) count += 1;
  return count;
}

function reportWarning({ message, value, ...rest }: Warning, report: Report): void {
  const element = rest.element as Element | undefined;
  const place = element?.id ? placeOfElement(element) : file;
  const duplicate = /duplicate ID <([^>]*)>/.exec(message);
  if (duplicate) return report({ ...file, id: duplicate[1] }, 'id.duplicate', `编号“${duplicate[1]}”被使用了两次，编号不能重复`);
  const illegal = /illegal ID <([^>]*)>/.exec(message);
  if (illegal) return report(file, 'id.illegal', `编号“${illegal[1]}”不合规，编号须以字母或下划线开头，只含字母、数字、下划线、点和短横`);
  if (message.startsWith('unresolved reference')) return report(place, 'reference.missing', `引用的“${String(value)}”在文件中不存在`);
  const attribute = /^unknown attribute <([^>]*)>/.exec(message)?.[1];
  if (attribute !== undefined) {
    const ours = attribute.startsWith('yiwang:') || element?.$type.startsWith('yiwang:');
    return report(place, 'attribute.unknown', `属性“${attribute}”不认识，${ours ? '请检查拼写' : '将被忽略'}`, ours ? 'error' : 'warning');
  }
  const tag = /unparsable content (<[^>]*>)/.exec(message)?.[1] ?? '';
  const line = /line: (\d+)/.exec(message)?.[1];
  report(place, 'xml.content', `第 ${Number(line ?? 0) + 1} 行附近的内容${tag}无法识别`);
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 120);
