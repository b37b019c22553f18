// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_export.h"

#include "audience/audience_names.h"
#include "format.h"
#include "metrics/csv.h"
#include "metrics/whole_file.h"

#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

// Empty answers: it went well; else what the disk said.
struct AudienceExport::File {
    explicit File(const QString& path)
        : file(path)
    {
    }

    QString begin(AudienceKind kind)
    {
        if (!file.open(QIODevice::WriteOnly))
            return file.errorString();
        return put(setNoun(kind).toUtf8() + ",user\r\n");
    }
    QString add(const QString& set, const QStringList& users)
    {
        const QByteArray first = csv::cell(set) + ',';
        QByteArray rows;
        for (const QString& user : users)
            rows += first + csv::cell(user) + "\r\n";
        return put(rows);
    }
    QString put(const QByteArray& bytes)
    {
        return file.write(bytes) == bytes.size() ? QString() : writeProblem(file);
    }
    QString commit() { return commitWholeFile(file); }

    QSaveFile file;
};

AudienceExport::AudienceExport(Ask ask, QObject* parent)
    : QObject(parent)
    , m_ask(std::move(ask))
{
}

AudienceExport::~AudienceExport() = default;

void AudienceExport::start(const QString& path, AudienceKind kind, const QStringList& sets)
{
    if (m_running)
        return;
    ++m_number;
    m_path = path;
    m_kind = kind;
    m_sets = sets;
    m_next = 0;
    m_rows = 0;
    m_running = true;
    m_cancelled = false;
    m_file = std::make_shared<File>(path);
    m_writer.start([this, file = m_file, kind] {
        const QString error = file->begin(kind);
        Worker::answer(this, [this, error] { written(error, 0); });
    });
}

void AudienceExport::askNext()
{
    const QString set = m_sets[m_next];
    m_ask(m_kind, set,
        [one = QPointer(this), number = m_number, set](const AudienceMembers& members) {
            if (one && one->m_running && one->m_number == number)
                one->take(set, members);
        });
}

void AudienceExport::take(const QString& set, const AudienceMembers& members)
{
    if (!members.error.isEmpty() || m_cancelled)
        return finish(members.error);
    ++m_next;
    m_writer.start([this, file = m_file, set, users = members.users] {
        const QString error = file->add(set, users);
        Worker::answer(this, [this, error, rows = users.size()] { written(error, rows); });
    });
}

void AudienceExport::written(const QString& error, qint64 rows)
{
    m_rows += rows;
    if (!error.isEmpty() || m_cancelled)
        return finish(error);
    Q_EMIT progressed();
    if (m_next < m_sets.size())
        return askNext();
    m_writer.start([this, file = m_file] {
        const QString failed = file->commit();
        Worker::answer(this, [this, failed] { finish(failed); });
    });
}

void AudienceExport::finish(const QString& error)
{
    m_running = false;
    m_file.reset(); // unless it was committed nothing of it stays
    const auto count = [](qint64 n) { return format::count(double(n)); };
    const QString name = QFileInfo(m_path).fileName();
    if (!error.isEmpty())
        Q_EMIT finished(tr("%1 could not be written: %2").arg(name, error), true);
    else if (m_cancelled)
        Q_EMIT finished(tr("export cancelled"), false);
    else
        Q_EMIT finished(
            tr("%1, %2 written to %3", "sets, rows, file")
                .arg(tr("%1 set(s)", nullptr, format::plural(double(m_sets.size())))
                         .arg(count(m_sets.size())),
                    tr("%1 row(s)", nullptr, format::plural(double(m_rows))).arg(count(m_rows)),
                    name),
            false);
}

} // namespace fanlight
