// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"
#include "hub/snapshots.h"
#include "publish/sent_model.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <array>

class QLabel;
class QPushButton;

namespace fanlight {

class LatencyBars;
class Percentiles;
class ReceiptPartsModel;
class RowTable;

// "2,340 clients", "user 42 did not receive it": whom a publish reached.
QString reachedText(const PublishRequest& request, quint64 recipients);
// Who did not get it, and what is odd about it; empty: nothing.
QString remarkOf(const PublishResult& result);
QString notificationsText(quint64 count); // "10 notifications"
// "2,340 of 2,340 acknowledged", "2,138 acknowledged, 100 not yet, 102 gone": how far it has come.
QString receiptText(const ReceiptFigures& figures);
// "10 notifications became 1 event": what batching made of `sent` notifications, each for
// `recipients / sent` clients; `in` for clients were gathered and became `out`.
QString batchText(quint64 sent, quint64 recipients, quint64 in, quint64 out);

// How a publish went, the last or one of those before: whom it reached, how many have acknowledged
// it and how long that took, as it comes in. Main thread; owned by the page.
class DeliveryCard : public Card {
    Q_OBJECT
public:
    // Both must outlive it.
    DeliveryCard(const Theme& theme, const Percentiles& percentiles, QWidget* parent = nullptr);
    void showResult(const PublishRequest& request, const PublishResult& result);
    void showReceipt(const ReceiptSnapshot& receipt); // of what showResult() was told of last
    // How a run is going, over all of it; stays steady from one notification to the next.
    void showRun(const PublishRequest& request, const SentReceipt& receipt);
    void showSent(const SentEntry& entry); // of what was sent before
    void showWhy(const QString& text); // nobody received the result shown
    void showNote(const QString& text); // beneath the figures, until the next result

    QString stateText() const { return m_state->text(); }
    Pill::Tone tone() const { return m_state->tone(); }
    QString tileText(std::size_t tile) const; // first, two percentiles, last
    QString messageText() const;
    QString tileName(std::size_t tile) const; // empty: there is none
    // percentiles without a tile, and the way to the kernel
    QString detailText() const;
    QString idText() const;
    const QString& eventId() const { return m_eventId; } // of what is shown; empty: none
    QPushButton* followButton() const { return m_follow; }
    RowTable* partsTable() const { return m_partsTable; }

Q_SIGNALS:
    void followRequested(const QString& eventId);

private:
    QWidget* makeTile(std::size_t tile);
    RowTable* makePartsTable(const Theme& theme);
    void begin(const QString& title);
    void showNobody(const PublishRequest& request);
    void showProgress(const ReceiptFigures& total);
    void showMessage(const QString& text);
    void showFigures(const ReceiptFigures& figures);
    void nameTiles();
    QString kernelText(const LatencyHistogram& write) const;
    void showParts(const std::vector<ReceiptSnapshot::Part>& parts);
    void setEventId(const QString& id, const QString& text);
    void setState(Pill::Tone tone, const QString& text);

    const Percentiles& m_percentiles;
    std::array<double, 2> m_percents{}; // that have a tile; 0: none
    ReceiptFigures m_figures; // as shown
    QString m_note;
    QString m_why; // nobody received it; empty: somebody did
    bool m_hasFailures = false; // of the last publish: it did not reach all it was meant for
    Pill* m_state;
    QString m_eventId;
    QLabel* m_id;
    QPushButton* m_follow;
    QLabel* m_message;
    QLabel* m_detail;
    std::array<QLabel*, 4> m_names{};
    std::array<QLabel*, 4> m_tiles{};
    std::array<QWidget*, 4> m_frames{};
    LatencyBars* m_bars;
    ReceiptPartsModel* m_parts;
    RowTable* m_partsTable;
};

} // namespace fanlight
