"""Times Python statements for the benchmark: one JSON request a line on stdin, one JSON answer a line on stdout.

{"setup": code} runs code in the shared namespace. {"stmt": code, "seconds": s} answers {"seconds": per call}: the
statement is repeated until `s` seconds have passed, in one compiled loop, as timeit does.
"""
import json
import os
import sys
import timeit

import torch

# Two, unless the machine is too busy for two threads that wait for each other.
torch.set_num_threads(int(os.environ.get('TSGRAD_BENCH_THREADS', '2')))
namespace = {'torch': torch, 'tensor': torch.tensor}
for line in sys.stdin:
    request = json.loads(line)
    try:
        if 'setup' in request:
            exec(request['setup'], namespace)
            answer = {}
        else:
            timer = timeit.Timer(request['stmt'], globals=namespace)
            n = 1
            while True:
                spent = timer.timeit(n)
                if spent >= request['seconds'] or n >= 10_000_000:
                    break
                n = max(n * 2, int(n * request['seconds'] / max(spent, 1e-9)))
            answer = {'seconds': spent / n}
    except Exception as error:  # the suite shows it and goes on
        answer = {'error': f'{type(error).__name__}: {error}'}
    print(json.dumps(answer), flush=True)
