/** What to install, in the words of this machine's package manager. */
import { which } from './exec.mjs'

/** By what is missing, then by the package manager that is there. */
const packages = {
  python: {
    'apt-get': 'python3 python3-venv',
    dnf: 'python3',
    zypper: 'python3',
    pacman: 'python',
    apk: 'python3',
    brew: 'python@3.13',
  },
  venv: {
    'apt-get': 'python3-venv',
    dnf: 'python3',
    zypper: 'python3-virtualenv',
    pacman: 'python',
    apk: 'python3',
    brew: 'python@3.13',
  },
  compiler: {
    'apt-get': 'g++ make',
    dnf: 'gcc-c++ make',
    zypper: 'gcc-c++ make',
    pacman: 'gcc make',
    apk: 'g++ make',
    brew: 'gcc make',
  },
  openblas: {
    'apt-get': 'libopenblas-dev pkg-config',
    dnf: 'openblas-devel pkgconf',
    zypper: 'openblas-devel pkg-config',
    pacman: 'openblas pkgconf',
    apk: 'openblas-dev pkgconf',
    brew: 'openblas pkgconf',
  },
}

const commands = {
  'apt-get': 'apt-get install -y',
  dnf: 'dnf install -y',
  zypper: 'zypper install -y',
  pacman: 'pacman -S --needed',
  apk: 'apk add',
  brew: 'brew install',
}

/**
 * The command that installs what is missing.
 * @param {keyof typeof packages} what @param {NodeJS.ProcessEnv} env
 */
export function installCommand(what, env) {
  if (what === 'compiler' && process.platform === 'darwin') return 'xcode-select --install'
  const managers = /** @type {(keyof typeof commands)[]} */ (Object.keys(commands))
  const manager = managers.find((name) => which(name, env)) ?? 'apt-get'
  const sudo = manager !== 'brew' && process.getuid?.() !== 0 ? 'sudo ' : ''
  return `${sudo}${commands[manager]} ${packages[what][manager]}`
}
