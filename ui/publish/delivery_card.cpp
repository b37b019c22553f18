// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/delivery_card.h"

#include "format.h"
#include "metrics/sample.h"
#include "percentiles.h"
#include "publish/latency_bars.h"
#include "publish/publish_check.h"
#include "publish/receipt_parts_model.h"
#include "widgets/row_table.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int MostPartsSeen = 4; // rows without scrolling
constexpr int PartRowHeight = 26;
constexpr int PartPadding = 20; // of a cell, both sides together

QString number(quint64 n)
{
    return format::count(double(n));
}

QString milliseconds(double ms)
{
    return isKnown(ms) ? QString(format::milliseconds(ms) + u" ms"_s) : format::Dash;
}

int form(quint64 n)
{
    return format::plural(double(n));
}

QString joined(const QString& first, const QString& second)
{
    return first.isEmpty() || second.isEmpty() ? QString(first + second)
                                               : QString(first + u'\n' + second);
}

QString eventsText(quint64 n)
{
    return DeliveryCard::tr("%1 event(s)", nullptr, form(n)).arg(number(n));
}

} // namespace

QString notificationsText(quint64 n)
{
    return DeliveryCard::tr("%1 notification(s)", nullptr, form(n)).arg(number(n));
}

QString reachedText(const PublishRequest& request, quint64 recipients)
{
    if (recipients > 0)
        return DeliveryCard::tr("%1 client(s)", nullptr, form(recipients)).arg(number(recipients));
    if (request.kind == PublishKind::Fanout)
        return DeliveryCard::tr("no follower of author %1 received it").arg(request.authorId);
    if (request.kind == PublishKind::Selective)
        return DeliveryCard::tr("nobody who wants “%1” received it").arg(effectiveType(request));
    if (request.broadcast)
        return DeliveryCard::tr("nobody received it");
    if (request.userIds.size() == 1)
        return DeliveryCard::tr("user %1 did not receive it").arg(request.userIds.first());
    return DeliveryCard::tr("none of the %1 received it", "recipients").arg(audienceText(request));
}

QString remarkOf(const PublishResult& result)
{
    QStringList remarks;
    if (result.repeated)
        remarks += DeliveryCard::tr("Not published again: its key was used within five minutes. "
                                    "This is what the first publish came to.");
    if (result.failedCount == 1)
        remarks += DeliveryCard::tr("Not published to %1").arg(result.failure);
    else if (result.failedCount > 1)
        remarks += DeliveryCard::tr(
            "Not published to %1 user(s), the first %2", nullptr, form(result.failedCount))
                       .arg(number(result.failedCount), result.failure);
    if (!result.warning.isEmpty())
        remarks += result.warning;
    return remarks.join(u'\n');
}

QString testClientsText(quint64 testRecipients)
{
    return testRecipients == 0 ? QString()
                               : DeliveryCard::tr("Among them is/are %1 test client(s).",
                                   "recipients", form(testRecipients))
                                     .arg(number(testRecipients));
}

QString receiptText(const ReceiptFigures& figures)
{
    const quint64 unknown = figures.settled ? figures.unknown() : 0; // of instances that died
    const bool naming
        = unknown > 0 || figures.gone > 0 || (figures.settled && figures.unacknowledged() > 0);
    if (!naming)
        return DeliveryCard::tr("%1 of %2 acknowledged")
            .arg(number(figures.acknowledged), number(figures.recipients));
    QStringList parts{DeliveryCard::tr("%1 acknowledged").arg(number(figures.acknowledged))};
    if (figures.unacknowledged() > 0)
        parts += DeliveryCard::tr("%1 not yet").arg(number(figures.unacknowledged()));
    if (figures.gone > 0)
        parts += DeliveryCard::tr("%1 gone").arg(number(figures.gone));
    if (unknown > 0)
        parts += DeliveryCard::tr(
            "what %1 other subscriber(s) did is unknown", nullptr, form(unknown))
                     .arg(number(unknown));
    return parts.join(u", "_s);
}

QString batchText(quint64 sent, quint64 recipients, quint64 in, quint64 out)
{
    if (recipients == 0)
        return DeliveryCard::tr(
            "%1 notification(s) sent, nobody was connected", nullptr, form(sent))
            .arg(number(sent));
    if (in == 0)
        return DeliveryCard::tr(
            "%1 notification(s) sent, none was gathered into a batch", nullptr, form(sent))
            .arg(number(sent));
    const quint64 clients = sent > 0 ? recipients / sent : 0;
    const bool even = clients > 0 && in == sent * clients && recipients == in && out % clients == 0;
    if (!even)
        return DeliveryCard::tr("%1 for clients became %2", "notifications, events")
            .arg(notificationsText(in), eventsText(out));
    const QString notifications = notificationsText(sent);
    const QString events = eventsText(out / clients);
    return clients == 1
        ? DeliveryCard::tr("%1 became %2", "notifications, events").arg(notifications, events)
        : DeliveryCard::tr("%1 became %2 for each of %3 client(s)",
            "notifications, events, clients", form(clients))
              .arg(notifications, events, number(clients));
}

DeliveryCard::DeliveryCard(const Theme& theme, const Percentiles& percentiles, QWidget* parent)
    : Card(tr("Last delivery"), parent)
    , m_percentiles(percentiles)
    , m_state(new Pill(theme))
    , m_id(new QLabel)
    , m_follow(new QPushButton(tr("Follow")))
    , m_message(new QLabel)
    , m_detail(new QLabel)
    , m_bars(new LatencyBars(theme))
    , m_parts(new ReceiptPartsModel(this))
    , m_partsTable(makePartsTable(theme))
{
    setLook(*m_id, "hint");
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_id->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel* label : {m_message, m_detail}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    setLook(*m_detail, "hint");
    m_state->setVisible(false);
    m_state->setSizePolicy(
        QSizePolicy::Maximum, QSizePolicy::Fixed); // a long user id is cut, not the page
    titleLine()->insertWidget(1, m_state);
    titleLine()->addWidget(m_id, 1);
    setLook(*m_follow, "small");
    m_follow->setToolTip(
        tr("The way of the notification, from its publish to each client (Ctrl+L)"));
    m_follow->hide();
    connect(m_follow, &QPushButton::clicked, this, [this] { Q_EMIT followRequested(m_eventId); });

    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        tiles->addWidget(makeTile(i), 1);
    body()->addWidget(m_message);
    body()->addLayout(tiles);
    auto* details = new QHBoxLayout; // a button in the title line would widen the page
    details->setSpacing(10);
    details->addWidget(m_detail, 1);
    details->addStretch();
    details->addWidget(m_follow, 0, Qt::AlignTop);
    body()->addLayout(details);
    body()->addWidget(m_bars, 1);
    body()->addWidget(m_partsTable);
    showMessage(tr("Nothing was sent yet."));
    const auto takePercentiles = [this] {
        nameTiles();
        showFigures(m_figures);
    };
    connect(&percentiles, &Percentiles::changed, this, takePercentiles);
    takePercentiles();
    showParts({});
}

// The lowest of those chosen, and the one that stands for all; more are in the line beneath.
void DeliveryCard::nameTiles()
{
    const double lowest = m_percentiles.chosen().front();
    const double headline = m_percentiles.headline();
    m_percents = {lowest == headline ? 0 : lowest, headline};
    const QString names[] = {tr("first", "latency"), Percentiles::name(m_percents[0]),
        Percentiles::name(m_percents[1]), tr("last", "latency")};
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_names[i]->setText(names[i]);
        m_tiles[i]->setAccessibleDescription(tr("%1, milliseconds", "a latency").arg(names[i]));
    }
    m_frames[1]->setVisible(m_percents[0] > 0);
}

QWidget* DeliveryCard::makeTile(std::size_t tile)
{
    auto* frame = new Card;
    frame->layout()->setContentsMargins(14, 6, 10, 8);
    frame->layout()->setSpacing(0);
    auto* name = new QLabel;
    setLook(*name, "hint");
    auto* value = new QLabel;
    setLook(*value, "value");
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
    m_names[tile] = name;
    m_tiles[tile] = value;
    m_frames[tile] = frame;
    return frame;
}

RowTable* DeliveryCard::makePartsTable(const Theme& theme)
{
    auto* table = new RowTable;
    table->setModel(m_parts);
    table->setAccessibleName(tr("Instances of the last delivery"));
    QHeaderView* header = table->horizontalHeader();
    header->setSortIndicatorShown(false); // always by name
    header->setSectionsClickable(false);
    table->verticalHeader()->setDefaultSectionSize(PartRowHeight);
    const QFontMetrics metrics(theme.tabular());
    for (int column = ReceiptPartsModel::Recipients; column < ReceiptPartsModel::ColumnCount;
         ++column) {
        // As narrow as can be: the instance's name needs the room.
        const QString title = m_parts->headerData(column, Qt::Horizontal).toString();
        header->resizeSection(column,
            std::max(metrics.horizontalAdvance(title), metrics.horizontalAdvance(u"100,000"_s))
                + PartPadding);
    }
    header->setSectionResizeMode(ReceiptPartsModel::Instance, QHeaderView::Stretch);
    return table;
}

void DeliveryCard::setEventId(const QString& id, const QString& text)
{
    m_eventId = id;
    m_id->setText(id.isEmpty() ? QString() : text.arg(id));
    m_follow->setVisible(!id.isEmpty());
}

void DeliveryCard::setState(Pill::Tone tone, const QString& text)
{
    m_state->setVisible(true);
    m_state->set(tone, text);
    m_state->setToolTip(text);
}

void DeliveryCard::begin(const QString& title)
{
    setTitle(title);
    m_note.clear();
    m_why.clear();
    m_hasFailures = false;
    showFigures({});
    showParts({});
}

void DeliveryCard::showResult(const PublishRequest& request, const PublishResult& result)
{
    begin(tr("Last delivery"));
    m_hasFailures = result.failedCount > 0;
    if (!result.error.isEmpty()) {
        setState(Pill::Tone::Bad, tr("not sent"));
        setEventId({}, {});
        showMessage(result.error);
        return;
    }
    setEventId(result.id, tr("msg %1", "its id"));
    m_id->setToolTip(tr("%1 channel(s)", nullptr, format::plural(result.channels))
                         .arg(format::count(result.channels)));
    m_note = remarkOf(result);
    if (result.repeated) {
        setState(Pill::Tone::Neutral, tr("published before"));
        return showMessage(m_note);
    }
    if (result.recipients == 0)
        return showNobody(request);
    // What is not followed is not waited for either.
    if (result.receipt == 0)
        setState(m_hasFailures ? Pill::Tone::Warning : Pill::Tone::Neutral,
            reachedText(request, result.recipients));
    else
        setState(Pill::Tone::Neutral,
            tr("%1 of %2 acknowledged").arg(number(0), number(result.recipients)));
    showMessage(m_note);
}

void DeliveryCard::showNobody(const PublishRequest& request)
{
    setState(Pill::Tone::Warning, reachedText(request, 0));
    m_why = tr("The hub took it; no client received it.");
    showMessage(joined(m_why, m_note));
}

void DeliveryCard::showWhy(const QString& text)
{
    if (m_why.isEmpty())
        return;
    m_why = text;
    showMessage(joined(m_why, m_note));
}

// Amber is for what is certain to be missing, not for what is still on its way.
void DeliveryCard::showProgress(const ReceiptFigures& total)
{
    const bool all = total.acknowledged == total.recipients;
    const bool isMissing
        = m_hasFailures || total.gone > 0 || (total.settled && (!all || total.unknown() > 0));
    setState(isMissing ? Pill::Tone::Warning
            : all      ? Pill::Tone::Good
                       : Pill::Tone::Neutral,
        receiptText(total));
    showFigures(total);
}

void DeliveryCard::showReceipt(const ReceiptSnapshot& receipt)
{
    if (receipt.total.recipients == 0)
        return; // nobody received it: what was said stays
    m_why.clear();
    showProgress(receipt.total);
    if (!receipt.id.isEmpty())
        setEventId(receipt.id, tr("msg %1", "its id"));
    showMessage(joined(testClientsText(receipt.total.testRecipients), m_note));
    showParts(receipt.parts);
}

void DeliveryCard::showRun(const PublishRequest& request, const SentReceipt& receipt)
{
    setTitle(tr("Last delivery"));
    m_why.clear();
    m_hasFailures = false;
    setEventId(receipt.id, tr("last msg %1", "its id"));
    m_id->setToolTip({});
    showParts({});
    if (receipt.total.recipients == 0) {
        showFigures({});
        setState(Pill::Tone::Warning, reachedText(request, 0));
        return showMessage(m_note);
    }
    showProgress(receipt.total);
    // From one notification to the next some are always on their way.
    if (tone() == Pill::Tone::Neutral && receipt.total.acknowledged > 0)
        setState(Pill::Tone::Good, receiptText(receipt.total));
    showMessage(m_note);
}

void DeliveryCard::showSent(const SentEntry& entry)
{
    begin(tr("Delivery of %1", "time, or date and time")
              .arg(SentModel::timeText(entry.timeMs, QDateTime::currentMSecsSinceEpoch())));
    const SentReceipt& receipt = entry.receipt;
    setEventId(receipt.id, tr("msg %1", "its id"));
    m_id->setToolTip({});
    m_note = receipt.remark;
    if (entry.recipients == 0) {
        setState(Pill::Tone::Warning, reachedText(entry.request, 0));
    } else if (!receipt.isKnown || receipt.total.recipients == 0) {
        setState(Pill::Tone::Neutral, reachedText(entry.request, entry.recipients));
        m_note = joined(m_note, tr("Its receipt was not kept."));
    } else {
        showProgress(receipt.total);
        showParts(receipt.parts);
    }
    showMessage(m_note);
}

void DeliveryCard::showNote(const QString& text)
{
    m_note = text;
    if (m_state->tone() != Pill::Tone::Bad)
        showMessage(joined(m_why, text));
}

void DeliveryCard::showMessage(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    const bool failed = m_state->tone() == Pill::Tone::Bad;
    setLook(*m_message, failed ? "bad" : "hint");
}

void DeliveryCard::showFigures(const ReceiptFigures& figures)
{
    m_figures = figures;
    const LatencyHistogram& ack = figures.ack;
    const double tiles[] = {firstMs(ack), figures.ackMs(m_percents[0]),
        figures.ackMs(m_percents[1]), figures.lastAckMs()};
    QStringList details;
    for (const double percent : m_percentiles.chosen()) {
        if (!ack.isEmpty() && percent != m_percents[0] && percent != m_percents[1])
            details += tr("%1 %2", "a percentile, its value")
                           .arg(Percentiles::name(percent), milliseconds(figures.ackMs(percent)));
    }
    if (!ack.isEmpty() && figures.measured > 0 && figures.measured < figures.acknowledged)
        details += tr("%1 timed, evenly spread").arg(number(figures.measured));
    if (!figures.write.isEmpty())
        details += kernelText(figures.write);
    const QString detail = details.join(u"; "_s);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    QString hint = tr("From publish until the client's TCP acknowledged it.");
    if (!detail.isEmpty())
        hint += u'\n' + detail;
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setText(format::milliseconds(tiles[i]));
        m_frames[i]->setToolTip(hint);
    }
    m_bars->setHistogram(ack);
}

QString DeliveryCard::kernelText(const LatencyHistogram& write) const
{
    QStringList parts;
    for (const double percent : m_percentiles.chosen())
        parts += tr("%1 %2", "a percentile, its value")
                     .arg(Percentiles::name(percent),
                         format::milliseconds(write.percentileMs(percent)));
    parts += tr("last %1", "a latency").arg(milliseconds(lastMs(write)));
    return tr("to the kernel %1", "latencies").arg(parts.join(u", "_s));
}

// One instance is all there is to say; several stand side by side.
void DeliveryCard::showParts(const std::vector<ReceiptSnapshot::Part>& parts)
{
    const bool several = parts.size() > 1;
    m_parts->setParts(several ? parts : std::vector<ReceiptSnapshot::Part>());
    m_partsTable->setVisible(several);
    const int rows = std::min(MostPartsSeen, m_parts->rowCount());
    m_partsTable->setFixedHeight(
        m_partsTable->horizontalHeader()->sizeHint().height() + rows * PartRowHeight + 2);
}

QString DeliveryCard::tileText(std::size_t tile) const
{
    return m_tiles[tile]->text();
}

QString DeliveryCard::tileName(std::size_t tile) const
{
    return m_frames[tile]->isHidden() ? QString() : m_names[tile]->text();
}

QString DeliveryCard::messageText() const
{
    return m_message->text();
}

QString DeliveryCard::detailText() const
{
    return m_detail->text();
}

QString DeliveryCard::idText() const
{
    return m_id->text();
}

} // namespace fanlight
