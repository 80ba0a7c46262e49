/** An end that the person at the keyboard can do something about: printed as it is, without a stack. */
export class StopSentence extends Error {}

/** Runs a command line's main function and ends with the status it returns; a sentence for people is printed, with status 1. */
export function runMain(main: () => Promise<number>): Promise<void>;
