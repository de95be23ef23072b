import { Button } from '@mantine/core';
import { useAudit } from '../../api/settings.ts';
import { moment } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Choice, ClearFilters } from '../../parts/filters.tsx';
import { FilterText } from '../../parts/FilterText.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { useFilters } from '../../parts/useFilters.ts';

const filters = ['actor', 'action'] as const;

/** Who did what. */
export function Audit() {
  const { t } = useLanguage();
  const texts = t.manage.audit;
  const { values, set } = useFilters();
  const audit = useAudit(values.actor, values.action);
  const names: Record<string, string> = texts.actions;
  return (
    <>
      <div className="filters" role="group" aria-label={t.filter.title}>
        <FilterText label={texts.actor} value={values.actor} set={(actor) => set({ actor })} />
        <Choice label={texts.action} value={values.action} options={Object.entries(texts.actions)} set={(action) => set({ action })} />
        <ClearFilters names={filters} />
      </div>
      <Panel title={t.manage.sections.audit} note={texts.note} flush>
        <Answer of={audit}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.rows);
            return (
              <>
                {rows.length === 0 && values.actor == null && values.action == null ? (
                  <Empty title={texts.empty} />
                ) : rows.length === 0 ? (
                  <Empty title={texts.none}>
                    <p className="muted">{texts.noneText}</p>
                  </Empty>
                ) : (
                  <Table
                    name={t.manage.sections.audit}
                    rows={rows.map((row, index) => ({ ...row, index }))}
                    rowKey={(row) => String(rows.length - row.index)}
                    stale={audit.isPlaceholderData}
                    columns={[
                      { key: 'time', title: texts.time, cell: (row) => <span className="number nowrap">{moment(row.time, true)}</span> },
                      { key: 'actor', title: texts.actor, cell: (row) => <b className="wraps">{row.actor}</b> },
                      {
                        key: 'action',
                        title: texts.action,
                        cell: (row) => <span className={/failed|locked/.test(row.action) ? 'alert-text' : undefined}>{names[row.action] ?? row.action}</span>,
                      },
                      { key: 'subject', title: texts.subject, cell: (row) => <span className="wraps">{row.subject}</span> },
                      { key: 'from', title: texts.from, cell: (row) => <span className="mono muted">{row.address ?? t.manage.you.here}</span> },
                    ]}
                  />
                )}
                {audit.hasNextPage && (
                  <div className="table-foot">
                    <Button size="compact-sm" variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                      {texts.more}
                    </Button>
                  </div>
                )}
              </>
            );
          }}
        </Answer>
      </Panel>
    </>
  );
}
