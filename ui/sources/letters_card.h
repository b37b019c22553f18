// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/caution.h"
#include "sources/letter_model.h"
#include "sources/letter_reader.h"
#include "sources/letter_run.h"
#include "sources/letter_view.h"
#include "table_export.h"
#include "widgets/card.h"

class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class ElidedLabel;
class EmptyState;
class RowTable;
class UiState;

// The dead letters of the source that is looked at, read by LetterReader while the card is seen;
// sent again, mended, removed, one or many. Main thread; owned by the page.
class LettersCard : public Card {
    Q_OBJECT
public:
    struct Calls {
        LetterReader::List list;
        LetterRun::Calls deeds;
        LetterView::Check check;
    };

    // `theme` and `state` must outlive the card.
    LettersCard(Calls calls, const Theme& theme, UiState& state, QWidget* parent = nullptr);

    // Which source, and how many it says there are (NaN: not known); empty: none.
    void setSource(const QString& name);
    void setFigures(double dead, quint64 buried);
    void reload() { m_reader.read(); }
    void showLetters(std::vector<DeadLetter> letters); // of the source, as if they were read
    // Whether letters can be sent again, mended and removed here at all, and whether just now.
    void setDeeds(bool offered, bool open);
    void setCaution(const Caution& caution) { m_caution = caution; } // before they are ended
    void stop(); // the hub stopped: nothing is under way any more

    LetterModel& model() { return m_model; }
    RowTable* table() const { return m_table; }
    LetterView* view() const { return m_view; }
    LetterRun& run() { return m_run; }
    EmptyState* emptyState() const { return m_empty; }
    QLineEdit* filter() const { return m_filter; }
    QPushButton* sendButton() const { return m_send; }
    QPushButton* removeButton() const { return m_remove; }
    QPushButton* cancelButton() const { return m_cancel; }
    QString countText() const;
    QString progressText() const; // of what is under way; empty: nothing is
    void exportTo(const QString& path) { m_csv.saveTo(path); }

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeTable(const Theme& theme, UiState& state);
    QWidget* makeTools();
    QWidget* makeProgress();
    void connectRun();
    void takeLetters(std::vector<DeadLetter>* letters); // null: they could not be read
    std::vector<DeadLetter> selected() const;
    void showSelected();
    void sendSelected();
    void removeSelected();
    void remove(const QString& source, const std::vector<DeadLetter>& letters);
    void send(const DeadLetter& mended);
    void update();
    void showProgress();
    void showEnd(const LetterRun::Outcome& outcome);
    void addDeeds(QMenu& menu, std::size_t letters);
    void showMenu(const QPoint& where);
    void copyOfCurrent(int column);

    const Calls m_calls;
    const Theme& m_theme;
    LetterModel m_model;
    LetterArrangement m_arrangement;
    LetterRun m_run;
    LetterReader m_reader;
    bool m_hasDeeds = true; // something can be done to them
    bool m_isOpen = true; // and just now
    Caution m_caution;
    bool m_applying = false; // rows come and go by the model's doing
    QLineEdit* m_filter;
    ElidedLabel* m_count;
    QPushButton* m_refresh;
    QPushButton* m_send;
    QPushButton* m_remove;
    QPushButton* m_export;
    RowTable* m_table;
    LetterView* m_view;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    QStackedWidget* m_stack; // the letters, or why there are none
    QWidget* m_progressLine = nullptr;
    ElidedLabel* m_progress;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    TableExport m_csv;
};

} // namespace fanlight
