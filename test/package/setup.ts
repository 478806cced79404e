// Packs what is built once for all tests, and installs the tarball into an empty project.
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { installed, linked, packed } from './project.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tarball. */
    tarball: string
    /** A project that has installed it and has nothing else, to be copied. */
    empty: string
    /** A copy of it, whose frameworks are this repository's. */
    project: string
  }
}

const frameworks = ['react', 'react-dom', 'scheduler', 'preact', 'vue', '@vue', 'svelte', 'solid-js', 'csstype', '@types/react', '@types/react-dom', '@types/node', 'undici-types', '@types/estree', 'esrap', '@babel', 'magic-string'] // prettier-ignore

export default function setup({ provide }: TestProject) {
  if (!existsSync(new URL('../../dist/llms.txt', import.meta.url)))
    throw new Error('nothing is built: npm run build')
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tierkit-package-')))
  const tarball = packed(folder)
  const empty = installed(join(folder, 'empty'), tarball)
  const project = join(folder, 'project')
  cpSync(empty, project, { recursive: true })
  for (const name of frameworks) linked(project, name)
  provide('tarball', tarball)
  provide('empty', empty)
  provide('project', project)
  return () => rmSync(folder, { recursive: true, force: true })
}
