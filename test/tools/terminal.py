"""Runs a program in a terminal and answers it: terminal.py '[["what it shows", "keys to press"], ...]' PROGRAM ARGS...

The keys are pressed when the text is on the screen and the program reads single keys, one step after the other. What the program
writes goes to standard output; this script ends with the program's exit code. When it is killed the terminal closes with it, and
the program is told so (SIGHUP).
"""

import fcntl, json, os, pty, re, select, struct, sys, termios

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))


def reads_keys():
    """Before a program asks for single keys, the terminal would hand it Return as a line feed: another key."""
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


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
    if is_shown() and reads_keys():
        os.write(terminal, steps.pop(0)[1].encode())
        written = b""

sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
