import { useMay } from '../../api/session.ts';
import { useThresholds, type Thresholds as Known } from '../../api/settings.ts';
import type { Language } from '../../api/types.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { Preview } from './Preview.tsx';

export function value(number: number | null, language: Language): string {
  return number === null ? '∞' : new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 3 }).format(number);
}

/** What detection decides by, and what higher numbers would miss. */
export function Thresholds() {
  const thresholds = useThresholds();
  return <Answer of={thresholds}>{(known) => <Shown known={known} />}</Answer>;
}

function Shown({ known }: { known: Known }) {
  const { t, language } = useLanguage();
  const texts = t.manage.thresholds;
  const isAdministrator = useMay('administrator');
  return (
    <>
      <Panel title={texts.previewTitle}>
        {known.profile === 'capture' ? <p className="muted">{texts.notCaptures}</p> : isAdministrator ? <Preview known={known} /> : <p className="muted">{texts.forAdministrators}</p>}
      </Panel>
      <Panel title={texts.profile[known.profile]} note={texts.note} flush>
        <Table
          name={t.manage.sections.thresholds}
          rows={known.thresholds}
          rowKey={(row) => row.name}
          columns={[
            { key: 'name', title: texts.name, cell: (row) => <span className="mono">{row.name}</span> },
            { key: 'value', title: texts.value, numeric: true, cell: (row) => <b>{value(row.value, language)}</b> },
            { key: 'meaning', title: texts.meaning, sentence: true, cell: (row) => row.meaning },
          ]}
        />
      </Panel>
    </>
  );
}
