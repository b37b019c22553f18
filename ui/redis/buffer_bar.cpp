// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/buffer_bar.h"

#include "format.h"
#include "theme/theme.h"
#include "widgets/share_bar.h"

#include <QHBoxLayout>
#include <QLabel>

namespace fanlight {

namespace {

QString limits(const RedisSnapshot& redis)
{
    const QString hard = isKnown(redis.outputBufferHardLimit)
        ? BufferBar::tr("%1 at once").arg(format::bytes(redis.outputBufferHardLimit))
        : QString();
    if (!isKnown(redis.outputBufferSoftLimit))
        return hard;
    const QString soft = BufferBar::tr("%1 held for %2 s")
                             .arg(format::bytes(redis.outputBufferSoftLimit),
                                 format::count(redis.outputBufferSoftSeconds));
    return hard.isEmpty() ? soft : BufferBar::tr("%1 or %2", "two limits").arg(soft, hard);
}

} // namespace

BufferBar::BufferBar(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_bar(new ShareBar(theme))
    , m_text(new QLabel)
    , m_warning(new QLabel)
{
    setAccessibleName(tr("Output buffer"));
    auto* name = new QLabel(tr("Output buffer of this hub’s link"));
    setLook(*name, "dim");
    m_text->setTextFormat(Qt::PlainText);
    m_text->setFont(theme.tabular());
    connect(&theme, &Theme::changed, this, [this, &theme] { m_text->setFont(theme.tabular()); });
    setLook(*m_warning, "bad");
    m_warning->setWordWrap(true);
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(name);
    row->addWidget(m_bar, 1);
    row->addWidget(m_text);
    body()->addLayout(row);
    body()->addWidget(m_warning);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    set({});
}

void BufferBar::set(const RedisSnapshot& redis)
{
    const double soft = redis.outputBufferSoftLimit;
    const double hard = redis.outputBufferHardLimit;
    const double nearer = isKnown(soft) ? soft : hard;
    const double whole = isKnown(hard) ? hard : soft;
    m_share = redis.outputBufferBytes / nearer;
    const bool warns = m_share >= WarnShare;
    const bool marked = isKnown(soft) && isKnown(hard) && soft < hard;
    m_bar->set(redis.outputBufferBytes / whole, warns ? Theme::Role::Warning : Theme::Role::Accent,
        marked ? soft / hard : Unknown);

    const QString used = format::bytes(redis.outputBufferBytes);
    const QString most = limits(redis);
    QString text = used;
    if (isKnown(redis.outputBufferBytes))
        text = most.isEmpty() ? tr("%1, no limit known").arg(used)
                              : tr("%1; cut off at %2").arg(used, most);
    m_text->setText(text);
    setAccessibleDescription(text);
    m_warning->setVisible(warns);
    m_warning->setText(!warns
            ? QString()
            : tr("Redis cuts this hub off at %1: it reads more slowly than is published. Send less "
                 "(smaller payloads, batches), give this hub more processor, or allow more on the "
                 "server: CONFIG SET client-output-buffer-limit \"pubsub 128mb 32mb 60\".")
                  .arg(most));
}

QString BufferBar::text() const
{
    return m_text->text();
}

QString BufferBar::warning() const
{
    return m_warning->text();
}

} // namespace fanlight
