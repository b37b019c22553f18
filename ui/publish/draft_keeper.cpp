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

namespace fanlight {

namespace {
constexpr auto WriteDelay = 500ms; // many keys make one write
} // namespace

DraftKeeper::DraftKeeper(const QString& path, QObject* parent)
    : QObject(parent)
    , m_path(path)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(WriteDelay);
    connect(&m_delay, &QTimer::timeout, this, &DraftKeeper::write);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (document.isObject())
        m_kept = draftFromJson(document.object());
}

DraftKeeper::~DraftKeeper()
{
    if (m_delay.isActive())
        write();
    m_writer.waitForDone();
}

void DraftKeeper::keep(const PublishDraft& draft)
{
    if (m_kept == draft)
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
