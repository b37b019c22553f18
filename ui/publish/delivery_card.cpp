// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/delivery_card.h"

#include "format.h"
#include "metrics/sample.h"
#include "publish/latency_bars.h"
#include "publish/publish_check.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

QString reachedText(const PublishRequest& request, quint64 recipients)
{
    if (recipients > 0) {
        const QString clients = recipients == 1 ? u" client"_s : u" clients"_s;
        return format::count(double(recipients)) + clients;
    }
    if (request.broadcast)
        return u"nobody received it"_s;
    if (request.userIds.size() == 1)
        return u"nobody is connected as "_s + request.userIds.first();
    return u"none of the %1 is connected"_s.arg(audienceText(request));
}

DeliveryCard::DeliveryCard(const Theme& theme, QWidget* parent)
    : Card(u"Last delivery"_s, parent)
    , m_state(new Pill(theme))
    , m_id(new QLabel)
    , m_message(new QLabel)
    , m_bars(new LatencyBars(theme))
{
    setLook(*m_id, "hint");
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_id->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_state->setVisible(false);
    m_state->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // a long user id is cut, not the page
    titleLine()->insertWidget(1, m_state);
    titleLine()->addWidget(m_id, 1);

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    const QString captions[] = {u"first"_s, u"p50"_s, u"p99"_s, u"last"_s};
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        tiles->addWidget(makeTile(captions[i], i), 1);
    body()->addWidget(m_message);
    body()->addLayout(tiles);
    body()->addWidget(m_bars, 1);
    showMessage(u"Nothing was sent yet."_s);
    showLatency({});
}

QWidget* DeliveryCard::makeTile(const QString& caption, std::size_t tile)
{
    auto* frame = new Card;
    frame->setToolTip(u"From publish until the bytes were handed to the kernel."_s);
    frame->layout()->setContentsMargins(14, 6, 10, 8);
    frame->layout()->setSpacing(0);
    auto* name = new QLabel(caption);
    setLook(*name, "hint");
    auto* value = new QLabel;
    setLook(*value, "value");
    value->setAccessibleName(caption + u", milliseconds"_s);
    auto* unit = new QLabel(u"ms"_s);
    setLook(*unit, "dim");
    unit->setContentsMargins(0, 0, 0, 2);
    auto* figure = new QHBoxLayout;
    figure->setSpacing(5);
    figure->addWidget(value);
    figure->addWidget(unit, 0, Qt::AlignBottom);
    figure->addStretch();
    frame->body()->setSpacing(0);
    frame->body()->addWidget(name);
    frame->body()->addLayout(figure);
    m_tiles[tile] = value;
    return frame;
}

void DeliveryCard::showResult(const PublishRequest& request, const PublishResult& result)
{
    m_state->setVisible(true);
    showLatency(result.write);
    if (!result.error.isEmpty()) {
        m_state->set(Pill::Tone::Bad, u"not sent"_s);
        m_id->clear();
        showMessage(result.error);
        return;
    }
    const bool reached = result.recipients > 0;
    m_state->set(reached ? Pill::Tone::Good : Pill::Tone::Warning,
        reachedText(request, result.recipients));
    m_state->setToolTip(m_state->text());
    const QString channels = result.channels == 1 ? u"1 channel"_s
                                                  : format::count(result.channels) + u" channels"_s;
    m_id->setText(u"%1, id %2"_s.arg(channels, result.id));
    showMessage(reached ? QString() : u"The hub took it, but no client was there that takes this type."_s);
}

void DeliveryCard::showMessage(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    const bool failed = m_state->tone() == Pill::Tone::Bad;
    setLook(*m_message, failed ? "bad" : "hint");
}

void DeliveryCard::showLatency(const LatencyHistogram& write)
{
    const double figures[]
        = {firstMs(write), write.percentileMs(50), write.percentileMs(99), lastMs(write)};
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setText(format::milliseconds(figures[i]));
    m_bars->setHistogram(write);
}

QString DeliveryCard::tileText(std::size_t tile) const
{
    return m_tiles[tile]->text();
}

QString DeliveryCard::messageText() const
{
    return m_message->text();
}

} // namespace fanlight
