/** Languages from outside, for pages that load the elements alone. */
export { registerLocale, type LocaleOptions, type LocaleWords } from '../words/register.js'
