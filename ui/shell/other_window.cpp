// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/other_window.h"

#include "theme/theme.h"
#include "widgets/label.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace fanlight {

OtherWindow::OtherWindow(const QString& lockPath, QWidget* parent)
    : QFrame(parent)
    , m_lock(lockPath)
    , m_text(makeLabel("dim"))
{
    QDir().mkpath(QFileInfo(lockPath).absolutePath());
    m_lock.setStaleLockTime(0); // held for as long as it runs
    setLook(*this, "toast");
    setAccessibleName(tr("Another window runs"));
    m_text->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"));
    close->setAccessibleName(tr("Close this notice"));
    setLook(*close, "link");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(close);
    connect(close, &QPushButton::clicked, this, [this] {
        m_isClosed = true;
        Q_EMIT changed();
    });
}

void OtherWindow::look()
{
    if (m_lock.isLocked())
        return;
    qint64 process = 0;
    QString host;
    QString program;
    if (!m_lock.tryLock(0) && m_lock.error() == QLockFile::LockFailedError
        && !m_lock.getLockInfo(&process, &host, &program))
        process = 0;
    if (std::exchange(m_other, process) == process)
        return;
    m_isClosed = false;
    m_text->setText(process == 0
            ? QString()
            : tr("Another window of Fanlight runs (process %1). Each has a hub "
                 "of its own; settings, templates, load tests and what was "
                 "sent before are shared.")
                  .arg(process));
    setAccessibleDescription(m_text->text());
    Q_EMIT changed();
}

QString OtherWindow::text() const
{
    return m_text->text();
}

} // namespace fanlight
