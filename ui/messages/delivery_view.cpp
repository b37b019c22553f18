// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/delivery_view.h"

#include "format.h"
#include "hub/message_filter.h"
#include "metrics/sample.h"
#include "percentiles.h"
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

using Fact = DeliveryView::Fact;

QString factName(Fact fact)
{
    static const std::array names{DeliveryView::tr("Recipients"), DeliveryView::tr("Channel"),
        DeliveryView::tr("Published"), DeliveryView::tr("Source"), DeliveryView::tr("Batch"),
        DeliveryView::tr("Event name"), DeliveryView::tr("Receipt")};
    return names[std::size_t(fact)];
}

} // namespace

QString DeliveryView::batchText(const BatchWish& batch)
{
    if (batch.windowMs == 0)
        return tr("none, at once");
    const QString wait = batch.windowMs < 0 ? tr("as the hub is set")
                                            : tr("waits up to %1 ms").arg(batch.windowMs);
    return batch.most > 0 ? tr("%1, at most %2", "for how long it waits, for how many")
                                .arg(wait, QString::number(batch.most))
                          : wait;
}

DeliveryView::DeliveryView(const Theme& theme, const Percentiles& percentiles, QWidget* parent)
    : QWidget(parent)
    , m_percentiles(percentiles)
{
    auto* content = new QWidget;
    setLook(*content, "panel");
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(24);
    row->addWidget(makeFacts(theme), 5);
    row->addWidget(makeSide(theme, tr("Write"), tr("publish until handed to the kernel"),
                       tr("Distribution of write latency"), m_sides[0]),
        6);
    row->addWidget(makeSide(theme, tr("Ack"), tr("publish until the client's TCP acknowledged"),
                       tr("Distribution of ack latency"), m_sides[1]),
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
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const QString name = factName(Fact(i));
        auto* label = new QLabel(name);
        setLook(*label, "dim");
        auto* value = new QLabel;
        value->setAccessibleName(name);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setBuddy(value);
        grid->addWidget(label, int(i), 0, Qt::AlignTop);
        grid->addWidget(value, int(i), 1, Qt::AlignTop);
        m_facts[i] = value;
    }
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(int(m_facts.size()), 1);
    const auto takeFonts = [this, &theme] {
        for (QLabel* value : m_facts)
            value->setFont(theme.tabular());
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    return facts;
}

QWidget* DeliveryView::makeSide(const Theme& theme, const QString& title, const QString& meaning,
    const QString& barsName, Side& side)
{
    auto* widget = new QWidget;
    auto* name = new QLabel(title);
    setLook(*name, "title");
    side.measured = new QLabel;
    setLook(*side.measured, "hint");
    side.measured->setAccessibleName(tr("%1, how many were measured").arg(title));
    auto* titleLine = new QHBoxLayout;
    titleLine->setSpacing(10);
    titleLine->addWidget(name);
    titleLine->addWidget(side.measured);
    titleLine->addStretch();
    auto* figures = new QGridLayout;
    figures->setHorizontalSpacing(12);
    figures->setVerticalSpacing(1);
    const auto add = [&](double percent, const QString& text) {
        auto* caption = new QLabel(text);
        setLook(*caption, "hint");
        auto* value = new QLabel;
        value->setAccessibleName(tr("%1 %2", "write or ack, a percentile").arg(title, text));
        const int column = int(side.figures.size());
        figures->addWidget(caption, 0, column);
        figures->addWidget(value, 1, column);
        figures->setColumnStretch(column, 1);
        side.figures.push_back({percent, caption, value});
    };
    add(0, tr("first", "latency"));
    for (const double percent : Percentiles::all())
        add(percent, Percentiles::name(percent));
    add(100, tr("last", "latency"));
    side.bars = new LatencyBars(theme);
    side.bars->setAccessibleName(barsName);
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
        for (const SideFigure& figure : side.figures)
            figure.value->setFont(theme.tabular());
    };
    connect(&theme, &Theme::changed, this, takeFonts);
    takeFonts();
    return widget;
}

QString DeliveryView::recipientsText(const MessageFigures& figures)
{
    if (!figures.isKnown)
        return QString(format::Dash);
    const QString recipients = format::count(double(figures.recipients));
    return figures.testRecipients == 0
        ? tr("%1 on this instance").arg(recipients)
        : tr("%1 on this instance, %2 of them test clients", "%2 is at least 1")
              .arg(recipients, format::count(double(figures.testRecipients)));
}

void DeliveryView::show(const MessageRecord& message)
{
    const auto set
        = [this](Fact fact, const QString& text) { m_facts[std::size_t(fact)]->setText(text); };
    const std::string_view event = message.frame->eventName();
    const bool waits = message.batch.windowMs != 0;
    set(Fact::Recipients, recipientsText(message.figures));
    set(Fact::Channel, channelText(message));
    set(Fact::Published,
        QDateTime::fromMSecsSinceEpoch(message.timeMs).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s));
    set(Fact::Source, sourceText(message.source));
    set(Fact::Batch,
        waits && message.source == MessageSource::Redis ? format::Dash : batchText(message.batch));
    set(Fact::Event,
        event.empty() ? tr("none: onmessage gets it")
                      : QString::fromUtf8(event.data(), qsizetype(event.size())));
    set(Fact::Receipt,
        message.receipt != 0 ? tr("yes, every acknowledgement is counted")
                             : tr("no, a sample is measured"));
    const MessageFigures& figures = message.figures;
    showSide(m_sides[0], figures.write, figures.write.count(), figures.recipients,
        [&figures](double percent) { return figures.write.percentileMs(percent); });
    showSide(m_sides[1], figures.ack, figures.measured, figures.recipients,
        [&figures](double percent) { return figures.ackMs(percent); });
}

void DeliveryView::showSide(const Side& side, const LatencyHistogram& histogram,
    std::uint64_t measured, std::uint64_t recipients, const std::function<double(double)>& ms) const
{
    for (const SideFigure& figure : side.figures) {
        const bool isEnd = figure.percent == 0 || figure.percent == 100;
        const double value = figure.percent == 0 ? firstMs(histogram) : ms(figure.percent);
        const QString text = format::milliseconds(value);
        figure.value->setText(isKnown(value) ? tr("%1 ms", "a latency").arg(text) : text);
        for (QLabel* label : {figure.caption, figure.value})
            label->setVisible(isEnd || m_percentiles.isChosen(figure.percent));
    }
    side.measured->setText(histogram.isEmpty()
            ? tr("nothing was measured")
            : tr("%1 measured of %2")
                  .arg(format::count(double(measured)), format::count(double(recipients))));
    side.bars->setHistogram(histogram);
}

QString DeliveryView::fact(Fact fact) const
{
    return m_facts[std::size_t(fact)]->text();
}

QString DeliveryView::measuredText(int side) const
{
    return m_sides[std::size_t(side)].measured->text();
}

QString DeliveryView::figureText(int side, const QString& name) const
{
    for (const SideFigure& figure : m_sides[std::size_t(side)].figures) {
        if (figure.caption->text() == name && !figure.value->isHidden())
            return figure.value->text();
    }
    return {};
}

} // namespace fanlight
