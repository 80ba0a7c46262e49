#!/bin/sh
# Ties a PostgreSQL server to the life of the process that started it.
#
# usage: guardian.sh SIGNAL SCRATCH COMMAND [ARGUMENT]...
#
# Standard input is a pipe that the parent holds open. When it closes, because the parent asked for it or because the
# parent died (even by kill -9), the server gets SIGNAL. When the server has ended, the folder SCRATCH is removed.
# Ends with the server's exit status.

signal=$1
scratch=$2
shift 2

# A Ctrl-C in the terminal is for the parent, which then closes the pipe.
trap '' HUP INT TERM

exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{
  read -r _ <&3
  kill -s "$signal" "$server"
} 2>/dev/null &
watcher=$!
# The pipe behind standard error dies with the parent; the shell must not die of a message to it.
exec 3<&- </dev/null 2>/dev/null

wait "$server"
status=$?
kill -s KILL "$watcher"
rm -rf "$scratch"
exit "$status"
