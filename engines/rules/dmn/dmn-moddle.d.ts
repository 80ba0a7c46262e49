// The package has no types of its own; this is the part the reader and the writer use.
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(xml: string): Promise<{ rootElement: object; warnings: { message: string }[] }>;
    toXML(element: object, options: { format: boolean }): Promise<{ xml: string }>;
    create(type: string, properties: object): object;
  }
}
