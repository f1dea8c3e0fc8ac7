"""Times one start of a Jupyter kernel, as its clients see it. Prints one JSON object.

usage: kernels.py KERNEL JSON   with JSON {"tensor": code, "lines": code, "cell": code, "expect": last line}
"""
import json
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

name, cells = sys.argv[1], json.loads(sys.argv[2])
result = {}
km = KernelManager(kernel_name=name)
t0 = time.perf_counter()
km.start_kernel()
kc = km.client()
kc.start_channels()
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

    def run(code, timeout=120):
        """Seconds until both the reply and idle are there; the text of streams and results."""
        start = time.perf_counter()
        msg_id = kc.execute(code)
        texts, messages, replied, idle = [], 0, False, False
        while not (replied and idle):
            if time.perf_counter() - start > timeout:
                raise TimeoutError(code[:60])
            if not idle:
                try:
                    m = kc.get_iopub_msg(timeout=timeout)
                except Exception:
                    raise TimeoutError(f'no idle: {code[:60]}') from None
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
                m = kc.get_shell_msg(timeout=timeout)
                replied = m['parent_header'].get('msg_id') == msg_id
        return time.perf_counter() - start, ''.join(texts), messages

    run('1+1')
    result['first'] = time.perf_counter() - t0
    if cells.get('tensor'):
        run(cells['tensor'])
        result['tensor'] = time.perf_counter() - t0
    time.sleep(1)  # what a kernel does on idle is over
    result['warm'] = statistics.median(run('1+1')[0] for _ in range(20))
    if cells.get('cell'):
        result['cell'] = statistics.median(run(cells['cell'])[0] for _ in range(10))
    if cells.get('lines'):
        seconds, text, messages = run(cells['lines'])
        lines = text.splitlines()
        result['lines'] = seconds
        result['lines_ok'] = lines == [f'line {i}' for i in range(100000)]
        result['messages'] = messages
finally:
    kc.stop_channels()
    km.shutdown_kernel(now=True)
print(json.dumps(result))
