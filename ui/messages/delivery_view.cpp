// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/delivery_view.h"

#include "format.h"
#include "hub/message_filter.h"
#include "metrics/sample.h"
#include "publish/latency_bars.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString Recipients = u"Recipients"_s;
const QString Channel = u"Channel"_s;
const QString Published = u"Published"_s;
const QString Source = u"Source"_s;
const QString Batch = u"Batch"_s;
const QString Event = u"Event name"_s;
const QString Receipt = u"Receipt"_s;

} // namespace

QString DeliveryView::batchText(const BatchWish& batch)
{
    if (batch.windowMs == 0)
        return tr("none, at once");
    const QString wait = batch.windowMs < 0 ? tr("as the hub is set")
                                            : tr("waits up to %1 ms").arg(batch.windowMs);
    return batch.most > 0 ? QString(wait + tr(", at most %1").arg(batch.most)) : wait;
}

DeliveryView::DeliveryView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
{
    auto* content = new QWidget;
    setLook(*content, "panel");
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(24);
    row->addWidget(makeFacts(theme), 5);
    row->addWidget(
        makeSide(theme, tr("Write"), tr("publish until handed to the kernel"), m_sides[0]), 6);
    row->addWidget(
        makeSide(theme, tr("Ack"), tr("publish until the client's TCP acknowledged"), m_sides[1]),
        6);
    auto* scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Delivery"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(scroll);
    setFocusProxy(scroll);
}

QWidget* DeliveryView::makeFacts(const Theme& theme)
{
    auto* facts = new QWidget;
    auto* grid = new QGridLayout(facts);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(7);
    for (const QString& name : {Recipients, Channel, Published, Source, Batch, Event, Receipt}) {
        auto* label = new QLabel(name);
        setLook(*label, "dim");
        auto* value = new QLabel;
        value->setAccessibleName(name);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setBuddy(value);
        const int row = int(m_facts.size());
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(value, row, 1, Qt::AlignTop);
        m_facts.emplace_back(name, value);
    }
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(int(m_facts.size()), 1);
    const auto takeFonts = [this, &theme] {
        for (const auto& [name, value] : m_facts)
            value->setFont(theme.tabular());
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    return facts;
}

QWidget* DeliveryView::makeSide(
    const Theme& theme, const QString& title, const QString& meaning, Side& side)
{
    auto* widget = new QWidget;
    auto* name = new QLabel(title);
    setLook(*name, "title");
    side.measured = new QLabel;
    setLook(*side.measured, "hint");
    side.measured->setAccessibleName(title + tr(", how many were measured"));
    auto* titleLine = new QHBoxLayout;
    titleLine->setSpacing(10);
    titleLine->addWidget(name);
    titleLine->addWidget(side.measured);
    titleLine->addStretch();
    auto* figures = new QGridLayout;
    figures->setHorizontalSpacing(12);
    figures->setVerticalSpacing(1);
    const std::array<QString, Figures> captions{
        tr("first"), tr("p50"), tr("p95"), tr("p99"), tr("last")};
    for (std::size_t i = 0; i < captions.size(); ++i) {
        auto* caption = new QLabel(captions[i]);
        setLook(*caption, "hint");
        side.figures[i] = new QLabel;
        side.figures[i]->setAccessibleName(title + u' ' + captions[i]);
        figures->addWidget(caption, 0, int(i));
        figures->addWidget(side.figures[i], 1, int(i));
        figures->setColumnStretch(int(i), 1);
    }
    side.bars = new LatencyBars(theme);
    side.bars->setAccessibleName(tr("Distribution of %1 latency").arg(title.toLower()));
    side.bars->setMaximumHeight(120);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addLayout(titleLine);
    column->addLayout(figures);
    column->addWidget(side.bars, 1);
    column->addStretch();
    widget->setToolTip(meaning);
    const auto takeFonts = [&side, &theme] {
        for (QLabel* figure : side.figures)
            figure->setFont(theme.tabular());
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    return widget;
}

void DeliveryView::show(const MessageRecord& message)
{
    const auto set = [this](const QString& name, const QString& text) {
        for (const auto& [known, value] : m_facts) {
            if (known == name)
                value->setText(text);
        }
    };
    const std::string_view event = message.frame->eventName();
    const bool waits = message.batch.windowMs != 0;
    set(Recipients,
        message.figures.isKnown
            ? tr("%1 on this instance").arg(format::count(double(message.figures.recipients)))
            : QString(format::Dash));
    set(Channel, channelText(message));
    set(Published,
        QDateTime::fromMSecsSinceEpoch(message.timeMs).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s));
    set(Source, sourceText(message.source));
    set(Batch,
        waits && message.source == MessageSource::Redis ? format::Dash : batchText(message.batch));
    set(Event,
        event.empty() ? tr("none: onmessage gets it")
                      : QString::fromUtf8(event.data(), qsizetype(event.size())));
    set(Receipt,
        message.receipt != 0 ? tr("yes, every acknowledgement is counted")
                             : tr("no, a sample is measured"));
    showSide(m_sides[0], message.figures.write, message.figures.recipients);
    showSide(m_sides[1], message.figures.ack, message.figures.recipients);
}

void DeliveryView::showSide(
    const Side& side, const LatencyHistogram& histogram, std::uint64_t recipients)
{
    const std::array<double, Figures> figures{firstMs(histogram), histogram.percentileMs(50),
        histogram.percentileMs(95), histogram.percentileMs(99), lastMs(histogram)};
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const QString text = format::milliseconds(figures[i]);
        side.figures[i]->setText(isKnown(figures[i]) ? QString(text + u" ms"_s) : text);
    }
    side.measured->setText(histogram.isEmpty() ? tr("nothing was measured")
                                               : tr("%1 measured of %2")
                                                     .arg(format::count(double(histogram.count())),
                                                         format::count(double(recipients))));
    side.bars->setHistogram(histogram);
}

QString DeliveryView::fact(const QString& name) const
{
    for (const auto& [known, value] : m_facts) {
        if (known == name)
            return value->text();
    }
    return {};
}

QString DeliveryView::measuredText(int side) const
{
    return m_sides[std::size_t(side)].measured->text();
}

QString DeliveryView::figureText(int side, int figure) const
{
    return m_sides[std::size_t(side)].figures[std::size_t(figure)]->text();
}

} // namespace fanlight
