/** What is written in English and said again: English and German; the first one that fits counts. */
type Pairs = readonly (readonly [english: string, german: string])[];

/** The titles of plans. */
const TITLES: Pairs = [
  ['Undo “{0}”', '„{0}“ rückgängig machen'],
  ['Finish a release branch', 'Release-Branch abschließen'],
  ['Finish a hotfix', 'Hotfix abschließen'],
  ['Finish {0}', '{0} abschließen'],
  ['Push {0}', '{0} pushen'],
  ['Tag a version', 'Version taggen'],
  ['Tag {0}', '{0} taggen'],
  ['Start a hotfix', 'Hotfix beginnen'],
  ['Start a release branch', 'Release-Branch beginnen'],
  ['Start {0} from {1}', '{0} ab {1} beginnen'],
  ['Start {0}', '{0} beginnen'],
  ['Yank {0}', '{0} zurückziehen'],
  ['Roll back {0} to {1}', '{0} auf {1} zurückrollen'],
  ['Roll back {0}', '{0} zurückrollen'],
  ['Cut a release', 'Release schneiden'],
  ['Cut {0}', '{0} schneiden'],
  ['Promote a release candidate', 'Release-Kandidaten befördern'],
  ['Promote {0} to {1}', '{0} zu {1} befördern'],
  ['Bump the version to {0}', 'Version auf {0} heben'],
  ['Bump the version', 'Version heben'],
];

/** What stands in the way of a plan, and what mends it. */
const OBSTACLES: Pairs = [
  ['nothing is committed yet', 'es ist noch nichts committet'],
  ['Commit first: {0}', 'Zuerst committen: {0}'],
  ['git does not know who commits', 'Git weiß nicht, wer committet'],
  ['Tell it: {0}', 'Sagen Sie es ihm: {0}'],
  ['HEAD is on no branch', 'HEAD ist auf keinem Branch'],
  ['Switch to one: {0}', 'Auf einen wechseln: {0}'],
  ['the branch is {0} behind {1}', 'der Branch liegt {0} hinter {1}'],
  ['Bring it up to date: {0}', 'Auf den Stand bringen: {0}'],
  ['{0} has conflicts', '{0} hat Konflikte'],
  ['Solve them, then: {0}', 'Lösen, dann: {0}'],
  ['{0} is not committed', '{0} ist nicht committet'],
  ['Commit it first: {0}', 'Zuerst committen: {0}'],
  ['{0} is deleted in the work tree', '{0} ist im Arbeitsverzeichnis gelöscht'],
  ['Get it back: {0}', 'Zurückholen: {0}'],
  ['{0} says {1}, which is later than {2}', '{0} nennt {1}, was nach {2} kommt'],
  ['Name the version that is meant: {0}', 'Die gemeinte Version nennen: {0}'],
  ['{0} is a version of several components: {1}', '{0} ist eine Version mehrerer Komponenten: {1}'],
  ['Say which one is meant: {0}', 'Sagen, welche gemeint ist: {0}'],
  [
    'Keep the releases of {0} in a changelog of its own, and name that: {1}',
    'Die Releases von {0} in einem eigenen Changelog führen und dieses nennen: {1}',
  ],
  ['{0} has staged changes', '{0} hat vorgemerkte Änderungen'],
  ['{0} has changes that are not committed', '{0} hat Änderungen, die nicht committet sind'],
  [
    'releases come from {0} or a release branch, and this is {1}',
    'Releases kommen von {0} oder einem Release-Branch, und dies ist {1}',
  ],
  [
    'Switch to it: {0}. If releases come from {1}, say so in the policy (branch.main)',
    'Dorthin wechseln: {0}. Wenn Releases von {1} kommen, gehört das in die Policy (branch.main)',
  ],
  ['Switch to it: {0}', 'Dorthin wechseln: {0}'],
  ['{0} has no checklist ({1})', '{0} hat keine Checkliste ({1})'],
  ['Make it: {0}', 'Anlegen: {0}'],
  ['“{0}” is not done ({1})', '„{0}“ ist nicht erledigt ({1})'],
  ['Do it, then: {0}', 'Erledigen, dann: {0}'],
  ['{0} may not approve {1} as {2}', '{0} darf {1} nicht als {2} freigeben'],
  ['{0} has not approved {1}', '{0} hat {1} nicht freigegeben'],
  ['Have it given: {0}', 'Geben lassen: {0}'],
  [
    'Make the checklist that holds approvals, then have it given: {0}',
    'Die Checkliste für die Freigaben anlegen, dann geben lassen: {0}',
  ],
  ['the gate “{0}” has to run again: {1}', 'das Gate „{0}“ muss noch einmal laufen: {1}'],
  ['the gate “{0}” is not passed: {1}', 'das Gate „{0}“ ist nicht bestanden: {1}'],
  ['the gate “{0}” is not run: {1}', 'das Gate „{0}“ ist nicht gelaufen: {1}'],
  ['Run it: {0}', 'Ausführen: {0}'],
  ['{0} would not be complete: {1}', '{0} wäre nicht vollständig: {1}'],
  ['Make a draft, and fill it in: {0}', 'Einen Entwurf anlegen und ausfüllen: {0}'],
  ['{0} says {1}, and {2} says {3}', '{0} sagt {1}, und {2} sagt {3}'],
  [
    'Write one version into all of them: {0}. If one of them counts something else, name the others in the policy (versionFiles)',
    'In alle dieselbe Version schreiben: {0}. Zählt eine davon etwas anderes, die übrigen in der Policy nennen (versionFiles)',
  ],
];

export const WRITTEN: Readonly<Record<'titles' | 'obstacles', Pairs>> = { titles: TITLES, obstacles: OBSTACLES };

/** See `germanOf` for where they are. */
export const writtenTexts = (kind: keyof typeof WRITTEN): Pairs => WRITTEN[kind];
