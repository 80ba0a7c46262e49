const attribute = (name: string) => ({ name, isAttr: true, type: 'String' });

/**
 * The moddle descriptor of our own BPMN attributes and elements, for the reader here and the designer in the browser.
 *
 * Attributes stand on the BPMN element itself; `candidates`, `limit`, `countersign`, `pausesClock`, `input` and `output`
 * are elements inside `extensionElements`.
 */
export const yiwangDescriptor = {
  name: 'yiwang',
  prefix: 'yiwang',
  uri: 'https://yiwang.example/bpmn',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'WorkStep',
      extends: ['bpmn:UserTask', 'bpmn:ManualTask'],
      properties: [attribute('formStep'), attribute('actions'), attribute('automatic')],
    },
    { name: 'HandledTask', extends: ['bpmn:ServiceTask', 'bpmn:SendTask'], properties: [attribute('handler')] },
    { name: 'DecisionTask', extends: ['bpmn:BusinessRuleTask'], properties: [attribute('decision')] },
    {
      name: 'AnsweringTask',
      extends: ['bpmn:ServiceTask', 'bpmn:BusinessRuleTask', 'bpmn:ScriptTask'],
      properties: [attribute('result')],
    },
    {
      name: 'CorrelatedMessage',
      extends: ['bpmn:MessageEventDefinition', 'bpmn:ReceiveTask'],
      properties: [attribute('correlationKey')],
    },
    { name: 'CalendarTimer', extends: ['bpmn:TimerEventDefinition'], properties: [attribute('calendar')] },
    {
      name: 'CollectionLoop',
      extends: ['bpmn:MultiInstanceLoopCharacteristics'],
      properties: [attribute('collection'), attribute('element'), attribute('outputCollection'), attribute('outputElement')],
    },
    {
      name: 'Candidates',
      superClass: ['Element'],
      properties: [attribute('role'), attribute('permission'), attribute('unit'), attribute('person')],
    },
    { name: 'Limit', superClass: ['Element'], properties: [attribute('amount'), attribute('unit')] },
    { name: 'Countersign', superClass: ['Element'], properties: [attribute('mode'), attribute('percent')] },
    { name: 'PausesClock', superClass: ['Element'], properties: [attribute('basis')] },
    { name: 'Input', superClass: ['Element'], properties: [attribute('name'), attribute('value')] },
    { name: 'Output', superClass: ['Element'], properties: [attribute('name'), attribute('value')] },
  ],
};
