import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { copySources, linkSources } from './sources.js'

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url))
const page = (text, file) => ({ text, link: '/' + file })

const slugify = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

// outbox.relay.executor and OUTBOX-3001 are words, and so are their parts.
const tokenize = (text) =>
  (text.match(/[\p{L}\p{N}_]+([.-][\p{L}\p{N}_]+)*/gu) ?? []).flatMap((word) =>
    /[.-]/.test(word) ? [word, ...word.split(/[.-]/)] : [word])

export default defineConfig({
  title: 'Outboxed',
  description: 'The transactional outbox for Jakarta EE',
  // The documents stay where they are.
  srcDir: '..',
  srcExclude: ['site/**', '**/target/**', '**/node_modules/**', '**/src/**'],
  outDir: './dist',
  cacheDir: './node_modules/.cache/vitepress',
  rewrites: {
    'README.md': 'index.md',
    'docs/decisions/README.md': 'docs/decisions/index.md',
    'docs/servers/README.md': 'docs/servers/index.md',
  },
  // A link to a page that does not exist fails the build.
  ignoreDeadLinks: false,
  // The pages lie beside this folder, not above its node_modules.
  vite: { resolve: { alias: [{ find: /^vue(\/server-renderer)?$/, replacement: modules + 'vue$1' }] } },
  // Headings have the anchors that forges give them, as the documents link to them.
  markdown: { config: linkSources, anchor: { slugify } },
  buildEnd: copySources,
  themeConfig: {
    search: { provider: 'local', options: { detailedView: true, miniSearch: { options: { tokenize } } } },
    outline: [2, 3],
    nav: [page('Start', ''), page('Guarantees', 'docs/guarantees'), page('Changelog', 'CHANGELOG')],
    sidebar: [
      {
        text: 'What it is',
        items: [
          page('Start', ''),
          page('Guarantees', 'docs/guarantees'),
          page('Servers', 'docs/servers/'),
        ],
      },
      {
        text: 'For developers',
        items: [
          page('Configuration', 'docs/configuration'),
          page('The JMS message', 'docs/wire'),
          page('Change data capture', 'docs/cdc'),
          page('The inbox', 'docs/inbox'),
          page('Formats', 'docs/formats'),
          page('Several outboxes', 'docs/several-outboxes'),
          page('Senders', 'docs/senders'),
          page('Testing', 'docs/testing'),
          page('Schema', 'docs/schema'),
          page('Migrating', 'docs/migrating'),
          page('Messages', 'docs/messages'),
        ],
      },
      {
        text: 'For operators',
        items: [
          page('Operations', 'docs/operations'),
          page('Runbook', 'docs/runbook'),
          page('Console', 'docs/console'),
          page('Command line', 'docs/cli'),
          page('Metrics', 'docs/metrics'),
          page('Upgrading', 'UPGRADING'),
        ],
      },
      {
        text: 'How well it does',
        items: [
          page('Reliability', 'docs/reliability'),
          page('Performance', 'docs/performance'),
          page('Tuning', 'docs/tuning'),
          page('Scaling', 'docs/scaling'),
          page('Query plans', 'docs/plans'),
        ],
      },
      {
        text: 'The project',
        items: [
          page('Changelog', 'CHANGELOG'),
          page('Contributing', 'CONTRIBUTING'),
          page('Security', 'SECURITY'),
          page('Releasing', 'RELEASING'),
          page('Decisions', 'docs/decisions/'),
        ],
      },
    ],
  },
})
