// The package describes its elements but not its entry point; this is the part the reader uses.
declare module 'bpmn-moddle' {
  export type Warning = { readonly message: string; readonly value?: unknown; readonly element?: object };
  export class BpmnModdle {
    constructor(packages?: Record<string, object>);
    fromXML(xml: string): Promise<{ rootElement: object; warnings: Warning[] }>;
  }
}
