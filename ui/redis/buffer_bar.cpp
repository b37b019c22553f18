// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/buffer_bar.h"

#include "format.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace fanlight {

class BufferBar::Bar : public QWidget {
public:
    explicit Bar(const Theme& theme)
        : m_theme(theme)
    {
        setFixedHeight(10);
        setMinimumWidth(120);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    // Shares of the whole bar; Unknown: not drawn.
    void set(double used, double mark, bool warns)
    {
        m_used = used;
        m_mark = mark;
        m_warns = warns;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF whole = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(m_theme.color(Theme::Role::Line));
        painter.setBrush(m_theme.color(Theme::Role::Background));
        painter.drawRoundedRect(whole, 4, 4);
        if (isKnown(m_used) && m_used > 0) {
            QRectF used = whole;
            used.setWidth(std::max(2.0, whole.width() * std::min(m_used, 1.0)));
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.color(m_warns ? Theme::Role::Warning : Theme::Role::Accent));
            painter.drawRoundedRect(used, 4, 4);
        }
        if (isKnown(m_mark)) {
            const double x = std::round(whole.left() + whole.width() * m_mark) + 0.5;
            painter.setPen(QPen(m_theme.color(Theme::Role::Text), 1));
            painter.drawLine(QPointF(x, 0), QPointF(x, height()));
        }
    }

private:
    const Theme& m_theme;
    double m_used = Unknown;
    double m_mark = Unknown;
    bool m_warns = false;
};

namespace {

QString limits(const RedisSnapshot& redis)
{
    QStringList parts;
    if (isKnown(redis.outputBufferSoftLimit)) {
        parts << BufferBar::tr("%1 held for %2 s")
                     .arg(format::bytes(redis.outputBufferSoftLimit),
                         format::count(redis.outputBufferSoftSeconds));
    }
    if (isKnown(redis.outputBufferHardLimit))
        parts << BufferBar::tr("%1 at once").arg(format::bytes(redis.outputBufferHardLimit));
    return parts.join(BufferBar::tr(" or "));
}

} // namespace

BufferBar::BufferBar(const Theme& theme, QWidget* parent)
    : Card({}, parent)
    , m_bar(new Bar(theme))
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
    m_bar->set(redis.outputBufferBytes / whole, marked ? soft / hard : Unknown, warns);

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
