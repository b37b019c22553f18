// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_detail.h"

#include "format.h"
#include "log/log_export.h"
#include "log/log_model.h"
#include "widgets/elided_label.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace fanlight {

LogDetail::LogDetail(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_level(new Pill(theme))
    , m_time(new QLabel)
    , m_category(new ElidedLabel) // gives way to the buttons
    , m_text(new QPlainTextEdit)
    , m_copy(new QPushButton(tr("Copy line")))
    , m_showConnection(new QPushButton)
    , m_follow(new QPushButton(tr("Follow")))
    , m_showMessage(new QPushButton(tr("Show message")))
    , m_showUser(new QPushButton(tr("Show user")))
{
    m_time->setFont(theme.monospace());
    m_category->setFont(theme.monospace());
    connect(&theme, &Theme::changed, this, [this, &theme] {
        for (QWidget* widget : {static_cast<QWidget*>(m_time), static_cast<QWidget*>(m_category),
                 static_cast<QWidget*>(m_text)})
            widget->setFont(theme.monospace());
    });
    m_time->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_time->setAccessibleDescription(tr("Time"));
    m_category->setAccessibleDescription(tr("Part"));
    setLook(*m_copy, "small");
    m_follow->setToolTip(
        tr("The way of the notification, from its publish to each client (Ctrl+L)"));
    for (QPushButton* button : {m_showConnection, m_follow, m_showMessage, m_showUser})
        setLook(*button, "small");
    setLook(*m_text, "code");
    m_text->setFont(theme.monospace());
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setUndoRedoEnabled(false);
    m_text->setAccessibleName(tr("The line"));
    m_text->setPlaceholderText(tr("Select a line to read all of it."));
    QHBoxLayout* title = titleLine();
    title->insertWidget(0, m_level);
    title->insertWidget(1, m_time);
    title->insertWidget(2, m_category);
    title->addWidget(m_showConnection);
    title->addWidget(m_follow);
    title->addWidget(m_showMessage);
    title->addWidget(m_showUser);
    title->addWidget(m_copy);
    body()->addWidget(m_text, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_line)
            QGuiApplication::clipboard()->setText(logLineText(*m_line));
    });
    connect(m_showConnection, &QPushButton::clicked, this,
        [this] { Q_EMIT showConnection(m_names.connection); });
    connect(
        m_showMessage, &QPushButton::clicked, this, [this] { Q_EMIT showMessage(m_names.event); });
    connect(
        m_follow, &QPushButton::clicked, this, [this] { Q_EMIT followRequested(m_names.event); });
    connect(m_showUser, &QPushButton::clicked, this, [this] { Q_EMIT showUser(m_names.user); });
    clear();
}

QString LogDetail::timeText() const
{
    return m_time->text();
}

void LogDetail::show(const LogLine& line)
{
    m_line = line;
    m_names = namesIn(line);
    const Pill::Tone tone = line.level == QtWarningMsg            ? Pill::Tone::Warning
        : line.level == QtCriticalMsg || line.level == QtFatalMsg ? Pill::Tone::Bad
                                                                  : Pill::Tone::Neutral;
    m_level->set(tone, logLevelName(line.level));
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(line.timeMs);
    m_time->setText(tr("%1, %2 UTC")
                        .arg(time.toString(u"yyyy-MM-dd HH:mm:ss.zzz"),
                            time.toUTC().toString(u"HH:mm:ss.zzz")));
    m_category->setText(line.category);
    const bool isCut = line.text.size() > MostCharacters;
    m_text->setPlainText(!isCut
            ? line.text
            : tr("%1\n… the first %2 of %3 characters; Copy takes all")
                  .arg(line.text.left(MostCharacters), format::count(double(MostCharacters)),
                      format::count(double(line.text.size()))));
    m_showConnection->setText(tr("Show connection %1").arg(m_names.connection));
    m_showConnection->setVisible(!m_names.connection.isEmpty());
    m_showMessage->setVisible(!m_names.event.isEmpty());
    m_showMessage->setToolTip(m_names.event);
    m_follow->setVisible(!m_names.event.isEmpty());
    m_showUser->setVisible(!m_names.user.isEmpty());
    m_showUser->setToolTip(tr("The streams of “%1”").arg(m_names.user).toHtmlEscaped());
    m_level->show();
    m_copy->setEnabled(true);
}

void LogDetail::clear()
{
    m_line.reset();
    m_names = {};
    m_time->clear();
    m_category->clear();
    m_text->clear();
    m_level->hide();
    for (QPushButton* button : {m_showConnection, m_follow, m_showMessage, m_showUser})
        button->hide();
    m_copy->setEnabled(false);
}

} // namespace fanlight
