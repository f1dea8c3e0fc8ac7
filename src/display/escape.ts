/** Text as HTML, also inside of an attribute's quotes. */
export function escapeHTML(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
