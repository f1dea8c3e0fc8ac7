import { type Magic, RUNTIME, wrongUse } from './magic.js'

/** A package's name with an optional version or tag, or what npm takes instead: a folder, an archive, a URL. */
const SPEC =
  /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?:@[^\s]+)?$|^(?:https?|git(?:\+\w+)?|file|npm|github):\S+$|^\.{0,2}\/\S*$/i

/** `%install`: npm packages beside the notebook. */
export const install: Magic = {
  name: 'install',
  on: ['line'],
  summary: [
    'Installs npm packages into the notebook’s folder (the working directory). Later cells import them, with their types;',
    'where a package has none of its own, those of DefinitelyTyped are installed with it if there are any.',
  ].join('\n'),
  usage: ['%install package[@version] …'],
  options: {},
  takes: 'words',
  examples: ['%install zod', '%install d3-array@3 lodash'],
  rewrite({ words }) {
    if (words.length === 0) throw wrongUse(this, 'which package?')
    const wrong = words.find((word) => !SPEC.test(word))
    if (wrong !== undefined) throw wrongUse(this, `'${wrong}' is no package's name`)
    return { line: [`await ${RUNTIME}.install(${JSON.stringify(words)});`] }
  },
}
