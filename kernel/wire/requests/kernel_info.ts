import { packageInfo } from '../../package_info.js'
import { type Json, PROTOCOL_VERSION } from '../message.js'
import { ok, type RequestHandler } from './handler.js'

/** https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-info: of the wire's own knowledge, before any other room is there. */
export const kernel_info_request: RequestHandler = {
  reply: 'kernel_info_reply',
  handle: () => ok(kernelInfo()),
}

function kernelInfo(): Json {
  const { version, typescriptVersion } = packageInfo()
  return {
    protocol_version: PROTOCOL_VERSION,
    implementation: 'tsgrad',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: typescriptVersion,
      mimetype: 'application/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      // A string: JupyterLab resolves an object to JavaScript.
      codemirror_mode: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `tsgrad ${version}: TypeScript ${typescriptVersion} on Node ${process.versions.node}`,
    debugger: true,
    // The newer way to say it (protocol 5.5).
    supported_features: ['debugger'],
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Node', url: 'https://nodejs.org/docs/latest/api/' },
      { text: 'PyTorch', url: 'https://pytorch.org/docs/stable/' },
    ],
  }
}
