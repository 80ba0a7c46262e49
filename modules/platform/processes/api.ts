export { resumeProcess, sendMessage, startProcess, suspendProcess, terminateProcess } from './actions/instances.ts';
export { publishProcess } from './actions/publish.ts';
export { claimTask, completeTask, returnTask, withdrawTask } from './actions/tasks.ts';
export { mayClaim, reachOf, type Reach } from './candidates.ts';
export { getTask, movesOf, tasksOf } from './queries.ts';
