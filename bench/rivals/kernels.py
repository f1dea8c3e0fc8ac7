"""Times one start of a Jupyter kernel, as its clients see it. Prints one JSON object of seconds (memory: MB), and as `failed`
what did not come through in its time, after which nothing more was asked.

usage: kernels.py KERNEL JSON [--long]   JSON: the cells of that kernel, see bench/suites/kernel.ts; one that is absent is
left out. --long: what takes a kernel's memory or many cells as well.
"""
import json
import signal
import statistics
import sys
import time

import psutil
from jupyter_client.manager import KernelManager

LIMIT = 170  # seconds, for all of it


def late(*_):
    raise TimeoutError(f'not through after {LIMIT} s')


signal.signal(signal.SIGALRM, late)
signal.alarm(LIMIT)

name, cells, long = sys.argv[1], json.loads(sys.argv[2]), '--long' in sys.argv
result = {}
km = KernelManager(kernel_name=name)
t0 = time.perf_counter()
km.start_kernel()
kc = km.client()
kc.start_channels()


def median(times):
    return statistics.median(times)


def run(code, timeout=30):
    """Seconds until both the reply and idle are there; the text of streams and results."""
    start = time.perf_counter()
    msg_id = kc.execute(code)
    texts, messages, replied, idle = [], 0, False, False
    while not (replied and idle):
        if time.perf_counter() - start > timeout:
            raise TimeoutError(f'no end after {timeout} s: {code[:60]!r}')
        if not idle:
            try:
                m = kc.get_iopub_msg(timeout=timeout)
            except Exception:
                raise TimeoutError(f'no idle after {timeout} s: {code[:60]!r}') from None
            if m['parent_header'].get('msg_id') == msg_id:
                kind, content = m['msg_type'], m['content']
                if kind == 'stream':
                    texts.append(content['text'])
                    messages += 1
                elif kind == 'execute_result':
                    texts.append(content['data']['text/plain'])
                elif kind == 'error':
                    raise RuntimeError(content['evalue'])
                elif kind == 'status' and content['execution_state'] == 'idle':
                    idle = True
        else:
            try:
                m = kc.get_shell_msg(timeout=timeout)
            except Exception:
                raise TimeoutError(f'no reply after {timeout} s: {code[:60]!r}') from None
            replied = m['parent_header'].get('msg_id') == msg_id
    return time.perf_counter() - start, ''.join(texts), messages


def complete(code):
    """Seconds until the reply, whatever else the kernel does."""
    start = time.perf_counter()
    msg_id = kc.complete(code)
    while True:
        try:
            m = kc.get_shell_msg(timeout=30)
        except Exception:
            raise TimeoutError(f'no completion after 30 s: {code[:60]!r}') from None
        if m['parent_header'].get('msg_id') == msg_id:
            return time.perf_counter() - start


def memory():
    """Of the whole kernel, in MB. PSS: pages that processes share count once."""
    parent = psutil.Process(km.provisioner.process.pid)
    return sum(p.memory_full_info().pss for p in [parent, *parent.children(recursive=True)]) / 1e6


try:
    # Ask until there is an answer, as every client does.
    while True:
        kc.kernel_info()
        try:
            if kc.get_shell_msg(timeout=0.02)['msg_type'] == 'kernel_info_reply':
                break
        except Exception:
            pass
        if time.perf_counter() - t0 > 60:
            raise TimeoutError('no kernel_info_reply')
    result['kernel_info'] = time.perf_counter() - t0
    # A subscription takes its time: what is published before it stands is lost. Clients ask until something comes.
    while True:
        try:
            kc.get_iopub_msg(timeout=0.02)
            break
        except Exception:
            kc.kernel_info()
        if time.perf_counter() - t0 > 60:
            raise TimeoutError('nothing published')

    run('1+1')
    result['first'] = time.perf_counter() - t0
    if 'tensor' in cells:
        run(cells['tensor'])
        result['tensor'] = time.perf_counter() - t0
    time.sleep(1.5)  # what a kernel does on idle is over
    result['memory'] = memory()
    result['warm'] = median([run('1+1')[0] for _ in range(20)])
    for key in ('plain', 'shapes', 'untyped'):
        if key in cells:
            result[key] = median([run(cells[key])[0] for _ in range(10)])
    if 'complete' in cells:
        result['complete'] = median([complete(cells['complete']) for _ in range(10)])
    if 'busy' in cells:
        kc.execute(cells['busy'])
        time.sleep(0.1)
        result['complete_busy'] = median([complete(cells['complete'])])
        run('1+1')
    if long and 'declare' in cells:
        times = [run(cells['declare'].replace('{i}', str(i)))[0] for i in range(310)]
        result['cell10'], result['cell300'] = median(times[5:15]), median(times[295:305])
    if long and 'lines' in cells:
        seconds, text, messages = run(cells['lines'])
        result['lines'] = seconds
        result['lines_ok'] = text.splitlines() == [f'line {i}' for i in range(100000)]
        result['messages'] = messages
except TimeoutError as error:
    result['failed'] = str(error)
finally:
    signal.alarm(0)
    kc.stop_channels()
    km.shutdown_kernel(now=True)
print(json.dumps(result))
