// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/draft_keeper.h"

#include "metrics/whole_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {
constexpr auto WriteDelay = 500ms; // many keys make one write
} // namespace

DraftKeeper::DraftKeeper(const QString& path, QObject* parent)
    : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(WriteDelay);
    connect(&m_delay, &QTimer::timeout, this, &DraftKeeper::write);
    takeFile(path);
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (document.isObject())
        m_kept = draftFromJson(document.object());
}

void DraftKeeper::takeFile(const QString& path)
{
    const QFileInfo file(path);
    QDir().mkpath(file.absolutePath());
    for (int window = 1; window <= MostWindows; ++window) {
        const QString own = window == 1 ? path
                                        : u"%1/%2-%3.%4"_s.arg(file.path(), file.completeBaseName(),
                                            QString::number(window), file.suffix());
        auto lock = std::make_unique<QLockFile>(own + u".lock"_s);
        lock->setStaleLockTime(0); // held as long as the window is open; of a dead one it is free
        if (lock->tryLock(0)) {
            m_path = own;
            m_lock = std::move(lock);
            return;
        }
        if (lock->error() != QLockFile::LockFailedError) {
            m_path = path; // nothing can be written there: the write says what is wrong
            return;
        }
    }
}

DraftKeeper::~DraftKeeper()
{
    if (m_delay.isActive())
        write();
    m_writer.waitForDone();
}

void DraftKeeper::keep(const PublishDraft& draft)
{
    if (m_kept == draft || m_path.isEmpty())
        return;
    m_kept = draft;
    if (!m_delay.isActive())
        m_delay.start();
}

void DraftKeeper::write()
{
    m_delay.stop();
    m_writer.start([this, draft = *m_kept] {
        QDir().mkpath(QFileInfo(m_path).absolutePath());
        const QString error = writeWholeFile(m_path, QJsonDocument(draftToJson(draft)).toJson());
        Worker::answer(this, [this, error] {
            setProblem(error.isEmpty()
                    ? QString()
                    : tr("What you are writing could not be saved (%1): %2", "a file, why")
                          .arg(m_path, error));
        });
    });
}

void DraftKeeper::setProblem(const QString& problem)
{
    if (std::exchange(m_problem, problem) != problem)
        Q_EMIT problemChanged();
}

} // namespace fanlight
