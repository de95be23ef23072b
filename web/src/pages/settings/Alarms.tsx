import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useAbout } from '../../api/queries.ts';
import { testChannels, useChannels } from '../../api/settings.ts';
import { whole } from '../../format/numbers.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer, Empty, Problem } from '../../parts/states.tsx';

const example = `alarms:
  webhooks:
    - name: desk
      url: https://soc.example.org/hook
      secret_file: /etc/suyuan/hook-secret`;

/** Where word of attacks goes, and whether it arrives. */
export function Alarms() {
  const { t, language } = useLanguage();
  const texts = t.manage.alarms;
  const channels = useChannels();
  const isCollecting = useAbout().data?.collecting !== false;
  const test = useMutation({ mutationFn: testChannels });
  const answers = new Map((test.data ?? []).map((answer) => [`${answer.channel} ${answer.receiver}`, answer]));
  return (
    <>
      {test.error !== null && <Problem problem={test.error} />}
      <Panel
        title={t.manage.sections.alarms}
        note={isCollecting ? texts.note : texts.off}
        flush
        side={
          (channels.data?.length ?? 0) > 0 && (
            <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>
              {texts.test}
            </Button>
          )
        }
      >
        {isCollecting && (
          <Answer of={channels}>
            {(rows) =>
              rows.length === 0 ? (
                <Empty title={texts.none}>
                  <p className="muted">{texts.noneText}</p>
                  <pre className="snippet">{example}</pre>
                </Empty>
              ) : (
                <Table
                  name={t.manage.sections.alarms}
                  rows={rows}
                  rowKey={(row) => `${row.channel} ${row.receiver}`}
                  columns={[
                    { key: 'channel', title: texts.channel, cell: (row) => <b>{row.channel}</b> },
                    { key: 'receiver', title: texts.receiver, cell: (row) => <span className="mono wraps">{row.receiver}</span> },
                    { key: 'sent', title: texts.sent, numeric: true, label: texts.sent, cell: (row) => whole(row.sent, language) },
                    { key: 'waiting', title: texts.waiting, numeric: true, label: texts.waiting, cell: (row) => whole(row.waiting, language) },
                    { key: 'retries', title: texts.retries, numeric: true, label: texts.retries, cell: (row) => whole(row.retries, language) },
                    {
                      key: 'lost',
                      title: texts.lost,
                      numeric: true,
                      label: texts.lost,
                      cell: (row) => <span className={row.dropped + row.dead > 0 ? 'alert-text' : undefined}>{whole(row.dropped + row.dead, language)}</span>,
                    },
                    {
                      key: 'answer',
                      title: texts.answer,
                      sentence: true,
                      cell: (row) => {
                        const answer = answers.get(`${row.channel} ${row.receiver}`);
                        return answer === undefined ? null : <span className={answer.taken ? 'good-text' : 'alert-text'}>{answer.taken ? texts.taken(String(answer.seconds)) : answer.problem}</span>;
                      },
                    },
                  ]}
                />
              )
            }
          </Answer>
        )}
      </Panel>
    </>
  );
}
