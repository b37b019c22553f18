// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_job.h"

#include "audience/audience_names.h"
#include "format.h"

#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString number(quint64 n)
{
    return format::count(double(n));
}

} // namespace

AudienceJob::AudienceJob(Change change, QObject* parent)
    : QObject(parent)
    , m_change(std::move(change))
{
}

AudienceJob::~AudienceJob() = default;

void AudienceJob::start(const QString& title, Purpose purpose, Source source)
{
    if (m_running)
        return;
    ++m_number;
    m_title = title;
    m_purpose = purpose;
    m_source = std::move(source);
    m_running = true;
    m_cancelled = false;
    m_users = m_changed = m_refused = 0;
    m_refusals.clear();
    m_done = -1;
    m_error.clear();
    m_reason.clear();
    makeNext();
    Q_EMIT progressed();
}

void AudienceJob::cancel(const QString& reason)
{
    if (!m_running || m_cancelled)
        return;
    m_cancelled = true;
    m_reason = reason;
    Q_EMIT progressed();
}

void AudienceJob::makeNext()
{
    m_worker.start([this, source = m_source] {
        const AudienceChunk chunk = source();
        Worker::answer(this, [this, chunk] { take(chunk); });
    });
}

void AudienceJob::take(const AudienceChunk& chunk)
{
    if (m_cancelled)
        return finish();
    if (chunk.changes.empty())
        return changed(chunk, {}, 0);
    m_change(chunk.changes,
        [job = QPointer(this), number = m_number, chunk](const QString& error, quint64 users) {
            if (job && job->m_running && job->m_number == number)
                job->changed(chunk, error, users);
        });
}

void AudienceJob::changed(const AudienceChunk& chunk, const QString& error, quint64 users)
{
    // Of a piece that failed only what the hub counted is known to be done.
    m_users += error.isEmpty() ? chunk.users : users;
    m_changed += users;
    m_refused += chunk.refused;
    for (const QString& refusal : chunk.refusals) {
        if (m_refusals.size() < ParsedIds::MostRefusalsKept)
            m_refusals += refusal;
    }
    m_done = chunk.done;
    m_error = error.isEmpty() ? chunk.error : error;
    if (chunk.last || m_cancelled || !m_error.isEmpty())
        return finish();
    Q_EMIT progressed();
    makeNext();
}

void AudienceJob::finish()
{
    m_running = false;
    m_source = nullptr;
    Q_EMIT progressed();
    Q_EMIT finished();
}

QString AudienceJob::text() const
{
    const bool removes = m_purpose == Purpose::Remove;
    QStringList parts{removes
            ? tr("%1 removed", nullptr, format::plural(double(m_changed))).arg(number(m_changed))
            : tr("%1 added", nullptr, format::plural(double(m_changed))).arg(number(m_changed))};
    if (const quint64 without = m_users - m_changed; m_users > m_changed)
        parts
            += (removes ? tr("%1 was/were not there", nullptr, format::plural(double(without)))
                        : tr("%1 was/were there already", nullptr, format::plural(double(without))))
                   .arg(number(without));
    if (m_refused > 0 && !m_running && !m_refusals.isEmpty())
        parts += tr("%1 refused: %2", nullptr, format::plural(double(m_refused)))
                     .arg(number(m_refused),
                         m_refusals.first(std::min<qsizetype>(3, m_refusals.size())).join(u"; "_s));
    else if (m_refused > 0)
        parts
            += tr("%1 refused", nullptr, format::plural(double(m_refused))).arg(number(m_refused));
    if (m_cancelled)
        parts += m_running       ? tr("stopping…")
            : m_reason.isEmpty() ? tr("cancelled")
                                 : tr("stopped: %1").arg(m_reason);
    if (!m_error.isEmpty())
        parts += tr("stopped: %1").arg(m_error);
    const QString text = parts.join(u", "_s);
    return m_purpose == Purpose::Import && !m_running
        ? tr("%1 row(s): %2", nullptr, format::plural(double(m_users))).arg(number(m_users), text)
        : text;
}

AudienceJob::Source idsSource(
    AudienceKind kind, const QString& set, const QStringList& ids, bool remove)
{
    return [kind, set, ids, remove, from = std::make_shared<qsizetype>(0)] {
        AudienceChunk chunk;
        const qsizetype size = std::min<qsizetype>(AudienceChunk::MostRows, ids.size() - *from);
        chunk.changes = {{kind, set, ids.sliced(*from, size), remove}};
        chunk.users = quint64(size);
        *from += size;
        chunk.done = ids.isEmpty() ? 1 : double(*from) / double(ids.size());
        chunk.last = *from == ids.size();
        return chunk;
    };
}

} // namespace fanlight
