"""Runs a program in a terminal and answers it: terminal.py '[["what it shows", "keys to press"], ...]' PROGRAM ARGS...

The keys are pressed when the text is on the screen, one step after the other: a Return that is a line feed, Ctrl-C and Ctrl-D while
the terminal hands over whole lines, all others once the program reads single keys. Null instead of keys closes the terminal.
What the program writes goes to standard output, and at the end how it left the terminal; this script ends with the program's
exit code, 128 and more for a signal, as a shell has it. When it is killed the terminal closes with it, and the program is told so
(SIGHUP).
"""

import fcntl, json, os, pty, re, select, struct, sys, termios

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))


def has(flag):
    return bool(termios.tcgetattr(terminal)[3] & flag)


def is_ready(keys):
    """Before a program asks for single keys, the terminal would hand it Return as a line feed: another key."""
    return keys is None or has(termios.ICANON) == (keys[-1:] in ("\n", "\x03", "\x04"))


def is_shown():
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written.decode(errors="ignore"))
    return bool(steps) and steps[0][0] in text


written = b""  # since keys were last pressed
while True:
    ready, _, _ = select.select([terminal], [], [], 0.05 if is_shown() else None)
    if ready:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says so when the last process has left the terminal.
            break
        if not chunk:
            break
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        written += chunk
    if is_shown() and is_ready(steps[0][1]):
        keys = steps.pop(0)[1]
        if keys is None:
            os.close(terminal)
            terminal = None
            break
        os.write(terminal, keys.encode())
        written = b""

if terminal is not None:
    print("The terminal echoes lines." if has(termios.ECHO) and has(termios.ICANON) else "The terminal is in disorder.")
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(128 - code if code < 0 else code)
