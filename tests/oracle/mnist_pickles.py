"""Writes tests/fixtures/mnist/*.pkl.gz: small sets in the form of mnist.pkl.gz, as each Python and numpy writes them.

Needs numpy. Run from anywhere: python tests/oracle/mnist_pickles.py
"""
import gzip
import pickle
import struct
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent.parent / 'fixtures' / 'mnist'


def digits(count, first):
    pixels = np.zeros((count, 784), np.float32)
    # A diagonal of ink; bytes above 0x7f occur in these floats.
    for i in range(count):
        for j in range(28):
            pixels[i, 28 * j + (j + i) % 28] = (first + 9 * i + j) % 256 / 256
    return pixels, (np.arange(count) + first) % 10


def python2(sets):
    """Protocol 2 as Python 2's cPickle wrote it: arrays as byte strings, without an encoding."""
    out = bytearray(b'\x80\x02')

    def string(data):
        out.extend(b'U' + bytes([len(data)]) if len(data) < 256 else b'T' + struct.pack('<i', len(data)))
        out.extend(data)

    def integer(n):
        if 0 <= n < 256:
            out.extend(b'K' + bytes([n]))
        elif 0 <= n < 65536:
            out.extend(b'M' + struct.pack('<H', n))
        else:
            out.extend(b'J' + struct.pack('<i', n))

    def array(a):
        out.extend(b'cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n')
        integer(0)
        out.extend(b'\x85')
        string(b'b')
        out.extend(b'\x87R(')
        integer(1)
        out.extend(b'(')
        for n in a.shape:
            integer(n)
        out.extend(b'tcnumpy\ndtype\n')
        string(a.dtype.str[1:].encode())
        integer(0)
        integer(1)
        out.extend(b'\x87R(')
        integer(3)
        string(b'<')
        out.extend(b'NNN')
        integer(-1)
        integer(-1)
        integer(0)
        out.extend(b'tb\x89')
        string(a.tobytes())
        out.extend(b'tb')

    for images, labels in sets:
        array(images)
        array(labels)
        out.extend(b'\x86')
    out.extend(b'\x87.')
    return bytes(out)


def write(name, data):
    (FOLDER / f'{name}.pkl.gz').write_bytes(gzip.compress(data, 9, mtime=0))


sets = tuple((images, labels.astype(np.int64)) for images, labels in (digits(3, 5), digits(2, 99), digits(1, 200)))
old = python2(sets)
for (images, labels), (expected, classes) in zip(pickle.loads(old, encoding='latin-1'), sets):
    assert (images == expected).all() and (labels == classes).all()

FOLDER.mkdir(parents=True, exist_ok=True)
write('python2', old)
for protocol in (2, 3, 4, 5):
    write(f'python3-protocol{protocol}', pickle.dumps(sets, protocol))
write('two-sets', pickle.dumps(sets[:2], 4))
write('bytes', pickle.dumps(tuple((np.zeros((2, 784), np.uint8), labels) for _, labels in sets), 4))
write('big-endian', pickle.dumps(tuple((images.astype('>f4'), labels) for images, labels in sets), 4))
write('columns-first', pickle.dumps(tuple((np.asfortranarray(images), labels) for images, labels in sets), 4))
write('no-arrays', pickle.dumps([('a', 1), ('b', 2)], 2))
write('other-class', pickle.dumps(gzip.GzipFile, 2))
