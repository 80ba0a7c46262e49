/** An end that the person at the keyboard can do something about: printed as it is, without a stack. */
export class StopSentence extends Error {}

/** Runs a command line's main function; a sentence for people goes to standard error and ends with status 1. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (cause) {
    process.stderr.write(`\n${isForPeople(cause) ? cause.message : (cause?.stack ?? String(cause))}\n`);
    process.exitCode = 1;
  }
}

/** The platform's own errors speak to people as well (they cannot be imported here, where nothing is installed yet), as do mistyped options. */
const isForPeople = (cause) =>
  cause instanceof StopSentence || ['AppError', 'ConfigError'].includes(cause?.name) || String(cause?.code).startsWith('ERR_PARSE_ARGS');
