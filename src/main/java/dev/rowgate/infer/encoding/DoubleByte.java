package dev.rowgate.infer.encoding;

import java.nio.charset.Charset;
import java.util.List;

/// East Asian encodings with two bytes per character. Each has areas of common and of rare
/// characters; text in another encoding falls into the rare ones, or isn't valid.
enum DoubleByte {
  SHIFT_JIS("shift_jis", "windows-31j") {
    @Override
    double rating(int lead, int trail) {
      boolean valid = trail >= 0x40 && trail != 0x7F && trail <= 0xFC;
      if (!valid || lead == 0x80 || lead == 0xA0 || lead > 0xFC) {
        return INVALID;
      }
      return lead == 0x81
          ? MARK
          : lead <= 0x83 ? COMMON : lead < 0x88 ? RARE : lead <= 0x97 ? USUAL : UNUSUAL;
    }

    @Override
    boolean isSingle(int lead) {
      return lead >= 0xA1 && lead <= 0xDF;
    }
  },
  EUC_JP("euc-jp", "euc-jp") {
    // Kanji that are common in labels, names and places.
    private static final String KANJI =
        "日月年時分金額数量合計番号商品名価格氏住所電話備考会社部課区市町村県都府道東京大阪北南西中央本"
            + "田山川島木林藤井高橋小佐鈴渡辺伊加吉松石村斎岡森前後上下新長野原清水池内和子太郎美一二三"
            + "四五六七八九十百千万円単在庫受注文発売店舗担当者男女性別生出入取引支払残請求書支部総務業営"
            + "技術開製造福名古屋神奈横浜広仙台札幌京都崎愛知静千葉埼玉岩手宮城秋形青";

    private boolean isKanji(int lead, int trail) {
      byte[] bytes = {(byte) lead, (byte) trail};
      return KANJI.contains(new String(bytes, JAPANESE));
    }

    @Override
    double rating(int lead, int trail) {
      return isOutsideOf94(lead, trail)
          ? INVALID
          : lead == 0xA4 || lead == 0xA5
              ? COMMON
              : lead < 0xB0 ? MARK : isKanji(lead, trail) ? COMMON : lead <= 0xCF ? LESS : UNUSUAL;
    }
  },
  GBK("gbk", "gb18030") {
    @Override
    double rating(int lead, int trail) {
      if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF) {
        return INVALID;
      }
      return isOutsideOf94(lead, trail) || lead == 0xA4 || lead == 0xA5
          ? RARE
          : lead < 0xB0 ? MARK : lead <= 0xD7 ? USUAL : UNUSUAL;
    }
  },
  BIG5("big5", "x-windows-950") {
    @Override
    double rating(int lead, int trail) {
      boolean valid = (trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE);
      if (!valid || lead < 0xA1 || lead > 0xF9) {
        return INVALID;
      }
      return lead < 0xA4 ? MARK : lead <= 0xC6 ? USUAL : UNUSUAL;
    }
  },
  EUC_KR("euc-kr", "x-windows-949") {
    // Syllables that are common in names, places and labels.
    private static final String SYLLABLES =
        "이다는의에가고하지로을를기사한인도자리시어나서대정수아일부보전상원구주동해안유성경조장민영" + "김박최명번호날짜금액름직업품목량단가합계소스라치월년과장학생여남울산천광제";

    @Override
    double rating(int lead, int trail) {
      if (lead == 0x80 || lead > 0xFD || trail < 0x41 || trail == 0xFF) {
        return INVALID;
      }
      return isOutsideOf94(lead, trail)
          ? RARE
          : lead < 0xA4
              ? MARK
              : lead < 0xB0 || lead > 0xC8 ? RARE : isCommon(lead, trail) ? COMMON : LESS;
    }

    private boolean isCommon(int lead, int trail) {
      byte[] bytes = {(byte) lead, (byte) trail};
      return SYLLABLES.contains(new String(bytes, CHARSET));
    }
  };

  private static final Charset JAPANESE = Charset.forName("euc-jp");

  private static final Charset CHARSET = Charset.forName("euc-kr");

  private static final double INVALID = -100;
  private static final double COMMON = 1;
  private static final double USUAL = 0.9;
  private static final double MARK = 0.7;

  private static final double LESS = 0.8;

  /// Rating of half-width katakana, which texts in other encodings often contain by chance when
  /// they are decoded as Shift_JIS.
  private static final double HALF_WIDTH = 0.6;

  private static final double UNUSUAL = 0.25;
  private static final double RARE = 0.05;

  private final String name;
  private final String extension;

  DoubleByte(String name, String extension) {
    this.name = name;
    this.extension = extension;
  }

  /// Returns the names of the encoding and of its extension.
  List<String> names() {
    return List.of(name, extension);
  }

  /// Returns the rating of a character with these bytes.
  abstract double rating(int lead, int trail);

  /// Whether the byte is a single-byte character.
  boolean isSingle(int lead) {
    return false;
  }

  /// Returns the mean rating of the non-ASCII characters; 0 if the text isn't valid, or no two of
  /// them are adjacent. A single one beside an ASCII letter counts as 0: it may be half of `Är`.
  double rating(byte[] text) {
    double sum = 0;
    int all = 0;
    int end = -1;
    boolean runs = false;
    for (int at = 0; at < text.length; at = Math.max(end, at + 1)) {
      if (text[at] >= 0) {
        continue;
      }
      boolean single = isSingle(text[at] & 0xFF);
      double rating = single ? HALF_WIDTH : ratingAt(text, at);
      if (rating == INVALID) {
        return 0;
      }
      boolean follows = end == at;
      end = at + (single ? 1 : 2);
      boolean precedes = end < text.length && text[end] < 0;
      runs |= follows;
      boolean amongOthers = isAsciiLetter(text, at - 1) || isAsciiLetter(text, end);
      boolean isPart = follows || precedes || (!single && !amongOthers);
      sum += isPart ? rating : 0;
      all++;
    }
    return runs ? sum / all : 0;
  }

  private double ratingAt(byte[] text, int at) {
    return at + 1 < text.length ? rating(text[at] & 0xFF, text[at + 1] & 0xFF) : INVALID;
  }

  private static boolean isAsciiLetter(byte[] text, int at) {
    return at >= 0 && at < text.length && text[at] >= 'A' && Character.isLetter(text[at]);
  }

  /// Whether the bytes are outside the national standards' table of 94 by 94 characters.
  private static boolean isOutsideOf94(int lead, int trail) {
    return lead < 0xA1 || lead == 0xFF || trail < 0xA1 || trail == 0xFF;
  }
}
