import { configs as lit } from 'eslint-plugin-lit'
import { configs as wc } from 'eslint-plugin-wc'
import ts from 'typescript-eslint'

const inThePage = [
  'src/elements/**',
  'src/words/**',
  'src/theme/**',
  'src/data/**',
  'src/schema/**',
  'src/plan/**',
  'src/core/**',
]

export default ts.config(
  {
    ignores: [
      '.cache',
      'dist',
      'shots',
      'reports',
      'coverage',
      'node_modules',
      'demo/hosts/node_modules',
      'demo/hosts/old-libraries', // written as of 2008
      '.mutation',
      '.stryker-tmp',
      '.dependency-cruiser.cjs',
      'src/population/wasm/kernel.ts', // AssemblyScript
    ],
  },
  ts.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
        { selector: 'TSEnumDeclaration', message: 'A union of strings says the same and costs no bytes.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // false alarms: lit binds the listeners of a template
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/elements/**/*.ts', 'src/preview/**/*.ts', 'src/theme/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended']],
    rules: {
      // a strict page refuses inline styles at the first render
      'lit/ban-attributes': ['error', 'style'],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'lit/directives/style-map.js',
              message: 'A strict page refuses its first render: use .style or a class.',
            },
          ],
        },
      ],
    },
  },
  {
    files: inThePage,
    rules: {
      // libraries of old back-offices replace or extend these
      'no-restricted-properties': [
        'error',
        { object: 'Array', property: 'from', message: 'Old libraries replace it: spread instead.' },
      ],
      'guard-for-in': 'error',
    },
  },
  {
    files: ['test/**', 'bench/**', 'demo/**'],
    rules: {
      // chai asserts by reading a property
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
)
