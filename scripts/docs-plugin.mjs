/** For TypeDoc: what a class inherits is described where it is declared, and not once more in each that inherits it. */
import { Converter, DeclarationReflection } from 'typedoc'

/** @param {import('typedoc').Application} app */
export function load(app) {
  // After TypeDoc has found out what is inherited from where.
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    (context) => {
      const { project } = context
      const inherited = Object.values(project.reflections).filter(
        (member) => member instanceof DeclarationReflection && member.inheritedFrom?.reflection,
      )
      for (const member of inherited) project.removeReflection(member)
    },
    -10_000,
  )
}
