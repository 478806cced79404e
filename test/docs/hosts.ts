/**
 * How the blocks of each host are compiled, by the host's own compiler, which is installed in demo/hosts. What a host imports is bundled, so
 * that a name that a package does not export is found.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { build, transform, type BuildOptions } from 'esbuild'
import { root, sourceOf, type Block } from './blocks.js'

const folder = `${root}demo/hosts`
export const installed = (name: string): boolean => existsSync(`${folder}/node_modules/${name}/package.json`)

/** A package of demo/hosts, whose types this repository has not. */
const load = async (name: string): Promise<never> =>
  (await import(/* @vite-ignore */ pathToFileURL(createRequire(`${folder}/`).resolve(name)).href)) as never

type Loader = 'js' | 'jsx' | 'ts' | 'tsx'
async function bundled(contents: string, loader: Loader, more: BuildOptions = {}): Promise<void> {
  const { warnings } = await build({
    stdin: { contents, loader, resolveDir: folder, sourcefile: `snippet.${loader}` },
    ...{ bundle: true, write: false, format: 'esm', logLevel: 'silent', outdir: '/snippets' },
    ...{ target: 'es2022', jsx: 'automatic', loader: { '.css': 'empty' } },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [
      {
        name: 'tierkit',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^tierkit(\/|$)/ }, ({ path }) => {
            const found = sourceOf(path)
            return found ? { path: found } : { errors: [{ text: `the package has no entry ${path}` }] }
          }),
      },
    ],
    ...more,
  })
  const own = warnings.filter(({ location }) => location?.file.includes('snippet'))
  if (own.length > 0) throw new Error(own.map(({ text }) => text).join('\n'))
}

/** What a Vue file or a component of Svelte becomes. */
type Compiled = { code: string }

async function vue({ code, language }: Block): Promise<void> {
  if (language !== 'vue') return bundled(code, 'js', { platform: 'node', packages: 'external' })
  const { parse, compileScript } = (await load('@vue/compiler-sfc')) as {
    parse(text: string): { descriptor: object; errors: Error[] }
    compileScript(descriptor: object, options: object): { content: string }
  }
  const { descriptor, errors } = parse(code)
  if (errors.length > 0) throw errors[0]
  const isCustomElement = (tag: string): boolean => tag.startsWith('tk-')
  const templateOptions = { compilerOptions: { isCustomElement } }
  const { content } = compileScript(descriptor, { id: 'snippet', inlineTemplate: true, templateOptions })
  await bundled(content, 'js')
}

async function svelte({ code }: Block): Promise<void> {
  const { compile } = (await load('svelte/compiler')) as {
    compile(text: string, options: object): { js: Compiled; warnings: { message: string }[] }
  }
  const { js, warnings } = compile(code, { generate: 'client', filename: 'Snippet.svelte' })
  if (warnings.length > 0) throw new Error(warnings[0]!.message)
  await bundled(js.code, 'js', { conditions: ['svelte', 'browser'] })
}

async function angular({ code }: Block): Promise<void> {
  const [, template = ''] = /template: `([\s\S]*?)`/.exec(code) ?? []
  const { parseTemplate } = (await load('@angular/compiler')) as {
    parseTemplate(text: string, url: string): { errors: { msg: string }[] | null }
  }
  const { errors } = parseTemplate(template, 'snippet.html')
  if (template === '' || errors?.length) throw new Error(errors?.[0]?.msg ?? 'it has no template')
  await bundled(code, 'ts')
}

async function solid({ code }: Block): Promise<void> {
  const { transformAsync } = (await load('@babel/core')) as {
    transformAsync(text: string, options: object): Promise<Compiled>
  }
  const presets = [createRequire(`${folder}/`).resolve('babel-preset-solid')]
  const { code: js } = await transformAsync(code, { presets, babelrc: false, configFile: false })
  await bundled(js, 'js')
}

interface Compiler {
  /** What has to be installed in demo/hosts. */
  readonly needs: readonly string[]
  readonly compile: (block: Block) => Promise<void>
}

const asItIs = ({ code, language }: Block): Promise<void> => bundled(code, language as Loader)

/** By host. */
export const compilers: Readonly<Record<string, Compiler>> = {
  vue: { needs: ['vue', '@vue/compiler-sfc'], compile: vue },
  'element-plus': { needs: ['vue', '@vue/compiler-sfc', 'element-plus'], compile: vue },
  svelte: { needs: ['svelte'], compile: svelte },
  angular: { needs: ['@angular/core', '@angular/compiler'], compile: angular },
  preact: { needs: ['preact'], compile: ({ code }) => bundled(code, 'jsx', { jsxImportSource: 'preact' }) },
  solid: { needs: ['solid-js', '@babel/core', 'babel-preset-solid'], compile: solid },
  'ant-design': { needs: ['react', 'antd'], compile: asItIs },
  tdesign: { needs: ['react', 'tdesign-react'], compile: asItIs },
  'micro-frontends': { needs: ['qiankun', 'wujie', '@micro-zoe/micro-app'], compile: asItIs },
  jquery: { needs: ['jquery'], compile: ({ code }) => bundled(`import $ from 'jquery'\n${code}`, 'js') },
}

/** Whether it is written as its language asks: what can be said of a host's code where the host is not installed. */
export async function parsed({ code, language }: Block): Promise<void> {
  const script =
    language === 'vue' || language === 'svelte' ? /<script[^>]*>([\s\S]*?)<\/script>/.exec(code)?.[1] : code
  const loader = (['jsx', 'ts', 'tsx'].includes(language) ? language : 'js') as Loader
  await transform(script ?? '', {
    loader,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  })
}
