/** For TypeDoc: what a class inherits is described once, at the class that users know it by, and not in each that has it. */
import { Converter, DeclarationReflection } from 'typedoc'

/** Their methods are declared in bases that nobody names. */
const roots = new Set(['Tensor', 'Module', 'Optimizer', 'LRScheduler'])
/** What each layer does in its own way, and what dicts have from a base that nobody names. */
const own = new Set(['resetParameters', 'at', 'update', 'pop', 'clear', 'has', 'keys', 'values'])

/** @param {import('typedoc').Application} app */
export function load(app) {
  // After TypeDoc has found out what is inherited from where, and has grouped it.
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      const inherited = new Set(
        Object.values(project.reflections).filter(
          (member) =>
            member instanceof DeclarationReflection &&
            member.inheritedFrom &&
            !roots.has(member.parent?.name ?? '') &&
            !own.has(member.name),
        ),
      )
      for (const member of inherited) project.removeReflection(member)
      for (const owner of Object.values(project.reflections)) {
        if (!(owner instanceof DeclarationReflection) || !owner.groups) continue
        for (const group of owner.groups)
          group.children = group.children.filter((x) => !inherited.has(/** @type {any} */ (x)))
        owner.groups = owner.groups.filter(({ children }) => children.length > 0)
      }
    },
    -10_000,
  )
}
