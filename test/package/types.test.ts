import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, inject, test } from 'vitest'

const project = inject('project')
const folder = join(project, 'types')
// those of `alone` see what one entry brings, so each file is a program of its own
const files = ['page.ts', 'alone.ts', 'react.tsx', 'preact.tsx', 'solid.tsx', 'vue.ts', 'svelte.ts']

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  jsx: ts.JsxEmit.ReactJSX,
  types: [],
}
const ways: Record<string, ts.CompilerOptions> = {
  bundler: {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
  },
  nodenext: {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
  },
}

/** What was read of the page's and the packages' declarations, for all programs: most of the time went into reading them again. */
const read = new Map<string, ts.SourceFile | undefined>()
function hostOf(all: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(all)
  const { getSourceFile } = host
  host.getSourceFile = (name, how, ...rest) => {
    const kind = typeof how === 'object' ? how.impliedNodeFormat : undefined
    const key = `${name} ${kind ?? ''} ${all.module}`
    if (!read.has(key)) read.set(key, getSourceFile.call(host, name, how, ...rest))
    return read.get(key)
  }
  return host
}

/** What the compiler has to say of one file of somebody's project: a wrong line that passes is an error too. */
function said(file: string, more: ts.CompilerOptions): string[] {
  const all = { ...options, ...more }
  const program = ts.createProgram([join(folder, file)], all, hostOf(all))
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
    return `${file?.fileName.replace(project, '') ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}

beforeAll(() => cpSync(new URL('types', import.meta.url), folder, { recursive: true }))

describe('a project that installs the tarball', () => {
  test.each(files)('has types in %s, and is told what is wrong', (file) => {
    expect(said(file, ways['bundler']!)).toEqual([])
  })

  test('has them the same way in modules of Node', () => {
    expect(said('page.ts', ways['nodenext']!)).toEqual([])
  })

  test('finds no mistake in the declarations themselves', () => {
    const checked = said('page.ts', { ...ways['bundler'], skipLibCheck: false })
    expect(checked.filter((line) => line.includes('tierkit/'))).toEqual([])
  })

  test('is told of a line that should be wrong and is not', () => {
    writeFileSync(join(folder, 'too-good.ts'), '// @ts-expect-error\nexport const one: number = 1\n')
    expect(said('too-good.ts', ways['bundler']!).join()).toContain('Unused')
  })
})
